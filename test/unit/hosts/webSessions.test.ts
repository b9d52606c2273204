/** Sessions of the web host: which hold, which end, and what others are told of them. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSessions, idleMs } from '../../../electron/hosts/web/sessions.ts';
import { parseRpcProtocols, toRpcProtocols } from '../../../shared/contract/webSession.ts';

const newToken = () => randomBytes(32).toString('base64url');

function setUp() {
  let now = 0;
  const ended: string[] = [];
  const sessions = createSessions(
    () => now,
    newToken,
    (id) => ended.push(id),
  );
  return { sessions, ended, forward: (ms: number) => (now += ms) };
}

describe('sessions', () => {
  it('hold, and no others do', () => {
    const { sessions } = setUp();
    const session = sessions.open('Chrome');
    expect(sessions.use(session)).toBe(sessions.list()[0]?.id);
    expect([sessions.use(''), sessions.use('guess'), sessions.use(sessions.list()[0]?.id ?? '')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(parseRpcProtocols(toRpcProtocols(session))).toBe(session);
    expect(parseRpcProtocols(['dnc-desk'])).toBeUndefined();
  });

  it('end when nobody uses them, and hold as long as somebody does', () => {
    const { sessions, ended, forward } = setUp();
    const [used, left] = [sessions.open('a'), sessions.open('b')];
    forward(idleMs - 1);
    const id = sessions.use(used) ?? '';
    forward(1);
    expect(sessions.use(left)).toBeUndefined();
    expect(ended).toHaveLength(1);
    forward(idleMs - 2);
    expect(sessions.touch(id)).toBe(true);
    forward(idleMs);
    expect(sessions.touch(id)).toBe(false);
    expect(sessions.list()).toEqual([]);
  });

  it('are listed without what signs in, and ended by their id', () => {
    const { sessions, ended, forward } = setUp();
    const first = sessions.open('Firefox');
    forward(1000);
    const second = sessions.open('Chrome');
    const rows = sessions.list();
    expect(rows.map(({ browser, openedAt }) => [browser, openedAt])).toEqual([
      ['Chrome', '1970-01-01T00:00:01.000Z'],
      ['Firefox', '1970-01-01T00:00:00.000Z'],
    ]);
    for (const session of [first, second]) expect(JSON.stringify(rows)).not.toContain(session.slice(0, 16));
    expect(sessions.end(rows[1]?.id ?? '')).toBe(true);
    expect(sessions.end(rows[1]?.id ?? '')).toBe(false);
    expect([sessions.use(first), sessions.use(second)]).toEqual([undefined, rows[0]?.id]);
    expect(ended).toEqual([rows[1]?.id]);
  });

  it('are not without number: the one that was used longest ago makes room', () => {
    const { sessions, forward } = setUp();
    const [oldest, next] = [sessions.open('x'), sessions.open('x')];
    forward(1);
    sessions.use(oldest);
    for (let more = 0; more < 63; more += 1) sessions.open('x');
    expect(sessions.use(oldest)).toBeDefined();
    expect(sessions.use(next)).toBeUndefined();
  });
});
