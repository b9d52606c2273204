// A number that only an open question blocks: whatever the vendor makes of its record meanwhile, what it has blocked since the question
// is open stays blocked until a person decides.
import { beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { toQuestion } from '../../support/questions.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const anna = '+12125551234';
const day = 86_400_000;
const stage = useSyncStage();
let id: number;
let tenant: string;

const connect = async (adopt: 'ask' | 'target') => {
  ({ id, tenant } = await stage.desk.connect('yappr', { agents: ['x', 'y'], adopt }));
};
const shows = (agents: string[], expiresAt: number | null = null) =>
  stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents, reason: 'asked', expiresAt }] });
const makes = (agents: string[], expiresAt: number | null = null, reason = 'asked') =>
  stage.sandbox.control.changeRecord({ tenant, number: anna, agents, expiresAt, reason });
const sync = async () => await stage.desk.sync(id);
const question = () => stage.desk.conflicts.list({ limit: 10 }).conflicts[0];
const isBlocked = (agent: 'x' | 'y') => stage.desk.isBlocked(anna, `yappr/Agent ${agent}`);
const decide = (kind: 'keepOurs' | 'takeTheirs') => stage.desk.conflicts.resolve([toQuestion(question())], { kind });
const tomorrow = () => stage.clock.now() + day;
const targetOf = (agent: string) =>
  stage.desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === agent)?.id ?? 0;

describe('of a number that only the vendor has', () => {
  beforeEach(async () => {
    await connect('ask');
    shows([]);
    await sync();
  });

  it('its record is narrowed: all of it stays blocked, and the question says what it is now', async () => {
    const { version } = toQuestion(question());
    makes(['x'], tomorrow());
    expect(await sync()).toMatchObject({ conflicts: 1, writes: 0 });
    expect([isBlocked('x'), isBlocked('y')]).toEqual([true, true]);
    expect(question()).toMatchObject({
      kind: 'onlyThere',
      theirs: { where: 'yappr / Agent x' },
      sentence: expect.stringMatching(
        /^yappr blocks this number, and nothing here asks for it. yappr has made its block less since .*1 agent now.*\(yappr\) stays blocked here/,
      ),
      vendors: [{ state: 'conflict', mayCall: 'yappr may call this number now with every agent but Agent x.' }],
    });
    expect(question()?.version).toBeGreaterThan(version);
    await sync();
    expect(question()?.version).toBe(version + 1);
  });

  it('and its end passes: the question stays, and says that it is gone there', async () => {
    makes(['x'], tomorrow());
    await sync();
    stage.clock.forward(2 * day);
    expect(await sync()).toMatchObject({ writes: 0 });
    expect([isBlocked('x'), isBlocked('y')]).toEqual([true, true]);
    expect(question()).toMatchObject({
      sentence: 'yappr blocked this number and no longer does; nothing here asked for it.',
      effects: {
        takeTheirs: ['Nothing changes at yappr: yappr may call this number now.', 'The number can be called again.'],
      },
    });
    expect(stage.desk.entry(anna)).toBeUndefined();
    expect(decide('takeTheirs')).toMatchObject({ ok: true });
    expect(stage.desk.isBlocked(anna)).toBe(false);
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
  });

  it('its record is changed from one agent to another: both stay blocked', async () => {
    makes(['x']);
    await sync();
    decide('keepOurs');
    await sync();
    expect(stage.desk.isBlocked(anna)).toBe(false);
    shows(['x']);
    await sync();
    makes(['y']);
    await sync();
    expect([isBlocked('x'), isBlocked('y')]).toEqual([true, true]);
    decide('takeTheirs');
    expect([isBlocked('x'), isBlocked('y')]).toEqual([false, true]);
  });

  it('whose own end passes, without a change, closes the question: the vendor had blocked no more', async () => {
    decide('keepOurs');
    await sync();
    shows(['x'], tomorrow());
    await sync();
    expect(question()).toMatchObject({ kind: 'onlyThere' });
    stage.clock.forward(2 * day);
    await sync();
    expect([question(), stage.desk.isBlocked(anna)]).toEqual([undefined, false]);
  });

  it('a person who blocks it for less meanwhile releases nothing of it', async () => {
    makes(['x'], tomorrow());
    await sync();
    stage.desk.add(anna, { holds: [{ place: targetOf('x'), until: null }], reason: 'asked' });
    await sync();
    await sync();
    expect([isBlocked('x'), isBlocked('y')]).toEqual([true, true]);
    expect(question()).toMatchObject({
      kind: 'weakerThere',
      sentence: expect.stringContaining('yappr has made its block less since this was asked'),
    });
  });
});

describe('of a number that was released here', () => {
  it('its record was made wider, and is narrowed and ends: what it blocked stays blocked', async () => {
    await connect('target');
    shows(['x'], tomorrow());
    await sync();
    stage.desk.remove(anna);
    makes([]);
    await sync();
    expect(question()).toMatchObject({ kind: 'removedHereChangedThere' });
    makes(['x'], tomorrow());
    expect(await sync()).toMatchObject({ writes: 0, removed: 0 });
    expect(isBlocked('y')).toBe(true);
    expect(question()).toMatchObject({
      kind: 'removedHereChangedThere',
      sentence: expect.stringContaining('yappr has made its block less since this was asked'),
    });
    stage.clock.forward(2 * day);
    await sync();
    expect(question()?.sentence).toContain('and is gone there now');
    expect(isBlocked('y')).toBe(true);
    decide('keepOurs');
    await sync();
    expect([question(), isBlocked('y')]).toEqual([undefined, false]);
  });
});

describe('of a number that is blocked on both sides', () => {
  beforeEach(async () => {
    await connect('target');
    stage.desk.add(anna, { holds: [{ place: targetOf('x'), until: toInstant(tomorrow()) }], reason: 'asked' });
    await sync();
  });

  it('what the vendor made wider while it was asked about something else stays, when it takes that back', async () => {
    stage.desk.edit(anna, { reason: 'our words' });
    makes(['x', 'y'], tomorrow(), 'their words');
    await sync();
    expect(question()).toMatchObject({ kind: 'bothChanged' });
    makes(['x'], tomorrow(), 'our words');
    await sync();
    await sync();
    expect(isBlocked('y')).toBe(true);
    expect(question()).toMatchObject({
      kind: 'weakerThere',
      sentence: expect.stringMatching(/as much as is asked for here. yappr has made its block less since/),
    });
    decide('keepOurs');
    await sync();
    expect([question(), isBlocked('x'), isBlocked('y')]).toEqual([undefined, true, false]);
  });

  it('what the vendor had blocked until a time that is over holds nothing any more, and keeps no question open', async () => {
    stage.desk.edit(anna, { reason: 'our words' });
    makes(['x', 'y'], tomorrow(), 'their words');
    await sync();
    expect(question()).toMatchObject({ kind: 'bothChanged' });
    makes(['x'], stage.clock.now() + 9 * day, 'our words');
    await sync();
    expect([isBlocked('y'), question() === undefined]).toEqual([true, false]);
    stage.clock.forward(2 * day);
    await sync();
    expect([isBlocked('x'), isBlocked('y'), question()]).toEqual([true, false, undefined]);
  });

  it('what was said otherwise there, and is said as here again, is no question any more', async () => {
    stage.desk.edit(anna, { reason: 'our words' });
    makes(['x'], tomorrow(), 'their words');
    await sync();
    expect(question()).toMatchObject({ kind: 'bothChanged' });
    makes(['x'], tomorrow(), 'our words');
    await sync();
    expect(question()).toBeUndefined();
  });

  it('a release by a person is one of all that is blocked here: nothing else is held', async () => {
    makes(['x'], stage.clock.now() + day / 2);
    await sync();
    stage.sandbox.control.removeRecords({ tenant, number: anna });
    await sync();
    stage.desk.remove(anna);
    await sync();
    expect([question(), stage.desk.isBlocked(anna)]).toEqual([undefined, false]);
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
    expect(stage.desk.store.conflicts.listOpenOfNumbers([toNumber(anna)])).toEqual([]);
  });
});
