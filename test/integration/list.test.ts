// The list end to end over a real database: block, block again, change, release, check, look up.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../shared/domain/instant.ts';
import { toHoldsText } from '../../electron/core/db/scopeRows.ts';
import { createTestDesk, openTestDatabase, type TestDesk } from '../support/desk.ts';

const at = (text: string) => text as Instant;

describe('the list', () => {
  let desk: TestDesk;
  beforeEach(() => {
    desk = createTestDesk();
    desk.settings.save({ region: 'US' });
  });
  afterEach(() => desk.close());

  const value = <T>(answer: { ok: true; value: T } | { ok: false; message: string }): T => {
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  };
  const refusal = (answer: { ok: true } | { ok: false; message: string }): string => (answer.ok ? '' : answer.message);
  const check = (number: string, target?: string, when?: string) => {
    const [result] = value(desk.list.check({ numbers: [number], target, ...(when ? { at: at(when) } : {}) }));
    return result;
  };

  test('a number in any spelling is blocked everywhere, once', () => {
    const first = value(desk.list.add({ numbers: ['(212) 555-1234'], reason: 'asked on the phone' }));
    expect(first.outcomes).toEqual([
      { raw: '(212) 555-1234', number: '+12125551234', outcome: 'added', sentence: 'Blocked: everywhere.' },
    ]);
    expect(first.batch).toBe(1);

    const again = value(desk.list.add({ numbers: ['+1 212 555 1234', '1-212-555-1234'] }));
    expect(again).toMatchObject({ batch: null, changed: 0 });
    expect(again.outcomes.map(({ outcome }) => outcome)).toEqual(['alreadyThere', 'alreadyThere']);

    expect(check('+12125551234')).toEqual({
      number: '+12125551234',
      blocked: true,
      holds: [{ place: 'everywhere', until: null, name: 'everywhere', inForce: true }],
      why: 'Blocked everywhere since 3 May 2026, because: asked on the phone (Dana).',
    });
    expect(desk.enqueued).toHaveLength(1);
    expect(desk.events).toEqual([{ type: 'changed', topics: ['list', 'batches'] }]);
  });

  test('every text ends in an outcome, and a number that is not in use needs a confirmation', () => {
    const input = { numbers: ['2125551234', 'nobody', '+1 111 111 1111', '2125551234'] };
    const added = value(desk.list.add(input));
    expect(added.outcomes.map(({ outcome }) => outcome)).toEqual([
      'added',
      'rejected',
      'needsConfirmation',
      'alreadyThere',
    ]);
    expect(desk.store.batches.load(1)).toMatchObject({ lines: 4, added: 1, changed: 0, alreadyThere: 1, rejected: 2 });
    expect(value(desk.list.add({ ...input, confirmInvalid: true })).outcomes[2]?.outcome).toBe('added');
  });

  test('a scoped block holds for its target, and for an account one of whose agents it names', () => {
    value(desk.list.add({ numbers: ['2125551234'], targets: ['yappr/sales agent'] }));
    expect(check('2125551234')?.blocked).toBe(true);
    expect(check('2125551234', 'Yappr')?.blocked).toBe(true);
    expect(check('2125551234', 'Yappr/remote-2')?.blocked).toBe(true);
    expect(check('2125551234', 'Yappr/Support agent')).toMatchObject({
      blocked: false,
      why: 'Callable for Yappr: Support agent: it is blocked only for Yappr: Sales agent.',
    });
    expect(check('2125551234', 'Fluents')?.blocked).toBe(false);
    expect(refusal(desk.list.check({ numbers: ['2125551234'], target: 'Yapr' }))).toMatch(
      /^There is no target "Yapr"\. Did you mean Yappr/,
    );
  });

  test('an expiry must lie ahead; when it has passed the entry stays, expired', () => {
    expect(refusal(desk.list.add({ numbers: ['2125551234'], expires: at('2026-05-03T14:00:00.000Z') }))).toBe(
      'The expiry 2026-05-03T14:00:00.000Z has passed. Choose a time in the future, or none.',
    );
    value(desk.list.add({ numbers: ['2125551234'], expires: at('2026-06-01T00:00:00.000Z') }));
    expect(check('2125551234')?.why).toBe('Blocked everywhere until 1 June 2026 since 3 May 2026 (Dana).');
    expect(check('2125551234', undefined, '2026-06-01T00:00:00.000Z')?.blocked).toBe(false);

    desk.clock.set('2026-06-02T00:00:00.000Z');
    expect(check('2125551234')).toMatchObject({ blocked: false, why: 'Callable: its block ended on 1 June 2026.' });
    expect(value(desk.list.get({ number: '2125551234' })).entry?.state).toBe('expired');

    // Its reason can be changed, although its old expiry would not be accepted as new.
    const holds = [{ place: 'everywhere', until: at('2026-06-01T00:00:00.000Z') }] as const;
    expect(value(desk.list.edit({ numbers: ['+12125551234'], patch: { reason: 'x', holds } })).changed).toBe(1);
    expect(desk.list.edit({ numbers: ['+12125551234'], patch: {}, expires: at('2026-05-04T00:00:00.000Z') }).ok).toBe(
      false,
    );
    expect(value(desk.list.edit({ numbers: ['+12125551234'], patch: {}, expires: null })).changed).toBe(1);
    expect(check('2125551234')?.blocked).toBe(true);
  });

  test('a release leaves a tombstone that says why, and a later request revives it', () => {
    value(desk.list.add({ numbers: ['2125551234'], reason: 'first' }));
    const removed = value(desk.list.remove({ numbers: ['+12125551234', '+12125550000'], why: 'asked back' }));
    expect(removed).toEqual({ batch: 2, changed: 1, missing: ['+12125550000'] });
    expect(check('2125551234')).toMatchObject({
      blocked: false,
      why: 'Callable: it was released on 3 May 2026 (asked back).',
    });
    expect(value(desk.list.add({ numbers: ['2125551234'] })).outcomes[0]?.outcome).toBe('revived');

    const details = value(desk.list.get({ number: '(212) 555-1234' }));
    expect(details).toMatchObject({ number: '+12125551234', country: 'US', valid: true, entry: { seq: 3 } });
    expect(details.history.map(({ sentence }) => sentence)).toEqual([
      'Blocked everywhere by Dana.',
      'Released by Dana: asked back.',
      'Blocked again everywhere by Dana.',
    ]);
  });

  test('a number that is not on the list has details too', () => {
    expect(value(desk.list.get({ number: '+972501234567' }))).toMatchObject({
      number: '+972501234567',
      country: 'IL',
      entry: null,
      sentence: 'Not on the list: nothing blocks this number.',
      history: [],
    });
    expect(refusal(desk.list.get({ number: '12' }))).toMatch(/^"12": /);
  });

  test('an open conflict blocks, whatever the entry says', () => {
    value(desk.list.add({ numbers: ['2125551234'] }));
    value(desk.list.remove({ numbers: ['+12125551234'], why: 'asked back' }));
    const holds = toHoldsText([{ place: 2, until: null }]);
    desk.db.exec(`
      INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'v', 'Yappr', 'https://example.test', 0);
      INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
      VALUES (1, '', 12125551234, 'removedHereChangedThere', 'x', '${holds}', 0)`);
    expect(check('2125551234')).toMatchObject({ blocked: true, holds: [{ name: 'Yappr: Sales agent' }] });
    expect(check('2125551234', 'Fluents')?.blocked).toBe(false);
    expect(value(desk.list.get({ number: '2125551234' })).entry?.state).toBe('conflict');
    desk.db.exec('UPDATE conflict SET resolved_at = 1');
    expect(check('2125551234')?.blocked).toBe(false);
  });

  test('what was acknowledged is there for the next connection', () => {
    value(desk.list.add({ numbers: ['2125551234'], callReference: { batchId: 'b', requestUuid: 'u' } }));
    const other = openTestDatabase(desk.file);
    expect(other.prepare('SELECT number, call_batch_id FROM entry').all()).toEqual([
      { number: 12125551234, call_batch_id: 'b' },
    ]);
    other.close();
  });
});
