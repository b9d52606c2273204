// The list end to end over a real database: block, block again, change, release, check, look up.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import { sweepExpired } from '../../../electron/core/list/write/sweepExpired.ts';
import { toHoldsText } from '../../../electron/core/db/entries/scopeRows.ts';
import { createTestDesk, exportOf, openTestDatabase, refusalOf, type TestDesk, valueOf } from '../../support/desk.ts';

const at = (text: string) => text as Instant;

describe('the list', () => {
  let desk: TestDesk;
  beforeEach(() => {
    desk = createTestDesk();
    desk.settings.save({ region: 'US' });
  });
  afterEach(() => desk.close());

  const check = (number: string, target?: string, when?: string) => {
    const [result] = valueOf(desk.list.check({ numbers: [number], target, ...(when ? { at: at(when) } : {}) }));
    return result;
  };

  test('a number in any spelling is blocked everywhere, once', () => {
    const first = valueOf(desk.list.add({ numbers: ['(212) 555-1234'], reason: 'asked on the phone' }));
    expect(first.outcomes).toEqual([
      { raw: '(212) 555-1234', number: '+12125551234', outcome: 'added', sentence: 'Blocked: everywhere.' },
    ]);
    expect(first.batch).toBe(1);

    const again = valueOf(desk.list.add({ numbers: ['+1 212 555 1234', '1-212-555-1234'] }));
    expect(again).toMatchObject({ batch: null, changed: 0 });
    expect(again.outcomes.map(({ outcome }) => outcome)).toEqual(['alreadyThere', 'alreadyThere']);

    expect(check('+12125551234')).toEqual({
      number: '+12125551234',
      callable: false,
      blocked: true,
      holds: [{ place: 'everywhere', until: null, name: 'everywhere', inForce: true }],
      why: 'Blocked everywhere since 3 May 2026, because: asked on the phone (Dana).',
    });
    expect(desk.enqueued).toHaveLength(1);
    // Both are told: that somebody asked again changes what an undo may take away.
    const changed = { type: 'changed', topics: ['list', 'batches'] };
    expect(desk.events).toEqual([changed, changed]);
  });

  test('the day of the request is evidence: it may be today anywhere on earth, but not later', () => {
    const future = { numbers: ['2125551234'], requestedAt: at('2026-05-05T00:00:00.000Z') };
    expect(refusalOf(desk.list.add(future))).toMatch(/^The date of the request, 2026-05-05, lies in the future\./);
    valueOf(desk.list.add({ ...future, requestedAt: at('2026-05-04T00:00:00.000Z') }));
    const edit = { numbers: ['+12125551234'], patch: { requestedAt: future.requestedAt } };
    expect(refusalOf(desk.list.edit(edit))).toMatch(/lies in the future/);
  });

  test('what was decided by an older state of an entry changes nothing', () => {
    valueOf(desk.list.add({ numbers: ['2125551234'], reason: 'asked' }));
    const seqNow = () => desk.store.entries.load(12_125_551_234 as PhoneNumber)?.seq ?? 0;
    const seen = seqNow();
    valueOf(desk.list.edit({ numbers: ['+12125551234'], patch: { reason: 'asked in writing' }, seen }));
    const old = { numbers: ['+12125551234'], patch: { reason: 'a mistake' }, seen };
    expect(refusalOf(desk.list.edit(old))).toMatch(/^The number was changed since you opened it/);
    const newer = seqNow();
    valueOf(desk.list.remove({ numbers: ['+12125551234'], why: 'a mistake' }));
    expect(refusalOf(desk.list.edit({ ...old, seen: newer }))).toMatch(/^The number was released since you opened it/);
  });

  test('every text ends in an outcome, and a number that is not in use needs a confirmation', () => {
    const input = { numbers: ['2125551234', 'nobody', '+1 111 111 1111', '2125551234'] };
    const added = valueOf(desk.list.add(input));
    expect(added.outcomes.map(({ outcome }) => outcome)).toEqual([
      'added',
      'rejected',
      'needsConfirmation',
      'alreadyThere',
    ]);
    expect(desk.store.batches.load(1)).toMatchObject({ lines: 4, added: 1, changed: 0, alreadyThere: 1, rejected: 2 });
    expect(valueOf(desk.list.add({ ...input, confirmInvalid: true })).outcomes[2]?.outcome).toBe('added');
  });

  test('a scoped block holds for its target, and for an account one of whose agents it names', () => {
    valueOf(desk.list.add({ numbers: ['2125551234'], targets: ['yappr/sales agent'] }));
    expect(check('2125551234')?.blocked).toBe(true);
    expect(check('2125551234', 'Yappr')?.blocked).toBe(true);
    expect(check('2125551234', 'Yappr/remote-2')?.blocked).toBe(true);
    expect(check('2125551234', 'Yappr/Support agent')).toMatchObject({
      blocked: false,
      why: 'Callable for Yappr: Support agent: it is blocked only for Yappr: Sales agent.',
    });
    expect(check('2125551234', 'Fluents')?.blocked).toBe(false);
    expect(refusalOf(desk.list.check({ numbers: ['2125551234'], target: 'Yapr' }))).toMatch(
      /^There is no target "Yapr"\. Did you mean Yappr/,
    );
  });

  test('an expiry must lie ahead; when it has passed the entry stays, expired', () => {
    expect(refusalOf(desk.list.add({ numbers: ['2125551234'], expires: at('2026-05-03T14:00:00.000Z') }))).toBe(
      'The expiry 2026-05-03 14:00 has passed. Choose a time in the future, or none.',
    );
    valueOf(desk.list.add({ numbers: ['2125551234'], expires: at('2026-06-01T00:00:00.000Z') }));
    expect(check('2125551234')?.why).toBe('Blocked everywhere until 31 May 2026 since 3 May 2026 (Dana).');
    expect(check('2125551234', undefined, '2026-06-01T00:00:00.000Z')?.blocked).toBe(false);

    desk.clock.set('2026-06-02T00:00:00.000Z');
    expect(check('2125551234')).toMatchObject({ blocked: false, why: 'Callable: its block ended on 31 May 2026.' });
    expect(valueOf(desk.list.get({ number: '2125551234' })).entry?.state).toBe('expired');

    // Its reason can be changed, although its old expiry would not be accepted as new.
    const holds = [{ place: 'everywhere', until: at('2026-06-01T00:00:00.000Z') }] as const;
    expect(valueOf(desk.list.edit({ numbers: ['+12125551234'], patch: { reason: 'x', holds } })).changed).toBe(1);
    expect(desk.list.edit({ numbers: ['+12125551234'], patch: {}, expires: at('2026-05-04T00:00:00.000Z') }).ok).toBe(
      false,
    );
    expect(valueOf(desk.list.edit({ numbers: ['+12125551234'], patch: {}, expires: null })).changed).toBe(1);
    expect(check('2125551234')?.blocked).toBe(true);
  });

  test('a release leaves a tombstone that says why, and a later request revives it', () => {
    valueOf(desk.list.add({ numbers: ['2125551234'], reason: 'first' }));
    const removed = valueOf(desk.list.remove({ numbers: ['+12125551234', '+12125550000'], why: 'asked back' }));
    expect(removed).toEqual({ batch: 2, changed: 1, missing: ['+12125550000'], vendors: [], stillBlocked: [] });
    expect(check('2125551234')).toMatchObject({
      blocked: false,
      why: 'Callable: it was released on 3 May 2026 (asked back).',
    });
    expect(valueOf(desk.list.add({ numbers: ['2125551234'] })).outcomes[0]?.outcome).toBe('revived');

    const details = valueOf(desk.list.get({ number: '(212) 555-1234' }));
    expect(details).toMatchObject({ number: '+12125551234', country: 'US', valid: true, entry: { seq: 3 } });
    expect(details.history.map(({ sentence }) => sentence)).toEqual([
      'Blocked everywhere by Dana.',
      'Released by Dana: asked back.',
      'Blocked again everywhere by Dana.',
    ]);
  });

  test('a number that is not on the list has details too', () => {
    expect(valueOf(desk.list.get({ number: '+972501234567' }))).toMatchObject({
      number: '+972501234567',
      country: 'IL',
      entry: null,
      sentence: 'Not on the list: nothing blocks this number.',
      history: [],
    });
    expect(refusalOf(desk.list.get({ number: '12' }))).toMatch(/^"12": /);
  });

  test('an open conflict blocks, whatever the entry says', () => {
    valueOf(desk.list.add({ numbers: ['2125551234'] }));
    valueOf(desk.list.remove({ numbers: ['+12125551234'], why: 'asked back' }));
    const holds = toHoldsText([{ place: 2, until: null }]);
    desk.db.exec(`
      INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'v', 'Yappr', 'https://example.test', 0);
      INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
      VALUES (1, '', 12125551234, 'removedHereChangedThere', 'x', '${holds}', 0)`);
    expect(check('2125551234')).toMatchObject({ blocked: true, holds: [{ name: 'Yappr: Sales agent' }] });
    expect(check('2125551234', 'Fluents')?.blocked).toBe(false);
    expect(valueOf(desk.list.get({ number: '2125551234' })).entry?.state).toBe('conflict');
    desk.db.exec('UPDATE conflict SET resolved_at = 1');
    expect(check('2125551234')?.blocked).toBe(false);
  });

  test('what was acknowledged is there for the next connection', () => {
    valueOf(desk.list.add({ numbers: ['2125551234'], callReference: { batchId: 'b', requestUuid: 'u' } }));
    const other = openTestDatabase(desk.file);
    expect(other.prepare('SELECT number, call_batch_id FROM entry').all()).toEqual([
      { number: 12125551234, call_batch_id: 'b' },
    ]);
    other.close();
  });

  test('the export is ordered by number and safe to open in a spreadsheet', async () => {
    valueOf(desk.list.add({ numbers: ['2125559999'], reason: '=HYPERLINK("http://x")', category: '-1+1' }));
    valueOf(
      desk.list.add({
        numbers: ['2125550000'],
        holds: [
          { place: 2, until: null },
          { place: 4, until: at('2027-01-01T00:00:00.000Z') },
        ],
        reason: '+12125551234',
      }),
    );
    const [header, first, second, ...rest] = (await exportOf(desk)).split('\r\n');
    expect(header).toMatch(/^number,where,expires,reason,category,/);
    expect(first).toBe(
      '+12125550000,Yappr/Sales agent; Fluents until 2027-01-01T00:00:00.000Z,,+12125551234,,,,,,,manual,,,2026-05-03T14:00:00.000Z,Dana,,,,tel:+12125550000',
    );
    expect(second).toMatch(/^\+12125559999,everywhere,,"'=HYPERLINK\(""http:\/\/x""\)","'-1\+1",/);
    expect(rest).toEqual(['']);
    const json = JSON.parse(await exportOf(desk, { format: 'json' }));
    expect(json.map(({ number }: { number: string }) => number)).toEqual(['+12125550000', '+12125559999']);
    expect(await exportOf(desk, { format: 'json', numbers: ['+12125550001'] })).toBe('[\n]\n');
  });

  test('what a block that ended leaves is swept once, and the entry stays', () => {
    valueOf(desk.list.add({ numbers: ['2125550000', '2125550001'], expires: at('2026-06-01T00:00:00.000Z') }));
    valueOf(desk.list.edit({ numbers: ['+12125550001'], patch: {}, expires: at('2026-07-01T00:00:00.000Z') }));
    const owed: number[][] = [];
    const outbox = { enqueueNumbers: (numbers: readonly number[]) => void owed.push([...numbers]) };
    const june = Date.parse('2026-06-01T00:00:00.000Z');
    expect(sweepExpired(desk.store, outbox, june - 1)).toBe(0);
    expect(sweepExpired(desk.store, outbox, june)).toBe(1);
    expect(sweepExpired(desk.store, outbox, june)).toBe(0);
    expect(owed).toEqual([[12125550000]]);
    desk.clock.set('2026-06-02T00:00:00.000Z');
    const details = valueOf(desk.list.get({ number: '2125550000' }));
    expect(details.entry).toMatchObject({ state: 'expired', seq: 1 });
    expect(details.history.at(-1)?.sentence).toBe('A block ended: its date has passed.');
  });
});
