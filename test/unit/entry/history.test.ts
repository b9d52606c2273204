// History and state in sentences: what a supervisor reads about a number.
import { noDetails } from '../../../shared/domain/entry/details.ts';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../shared/domain/entry/entry.ts';
import { describeEntry } from '../../../shared/domain/entry/entrySentence.ts';
import { describeChange } from '../../../shared/domain/entry/historySentence.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createDayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { everywhere, type TargetId } from '../../../shared/domain/entry/scope.ts';

const at = toInstant(Date.parse('2026-05-03T14:01:00.000Z'));
/** The end of 30 June in UTC. */
const later = toInstant(Date.parse('2026-07-01T00:00:00.000Z'));
const utc = createZone('UTC');
const context = { targets: new Map(), toDay: createDayWriter(() => utc), at };
const entry: Entry = {
  number: toPhoneNumber(12_125_551_234),
  seq: 1,
  holds: everywhere,
  ...noDetails,
  reason: 'asked on the phone.',
  removed: null,
  source: { kind: 'import', label: 'calls.csv' },
  createdAt: at,
  createdBy: 'Dana',
  changedAt: at,
  changedBy: 'Dana',
  batchId: 1,
  line: 17,
};
const removed: Entry = { ...entry, seq: 2, removed: { at, why: 'asked back', by: 'Noa' } };

describe('the state of a number', () => {
  test.each([
    [undefined, false, 'Not on the list: nothing blocks this number.'],
    [entry, false, 'Blocked everywhere since 3 May 2026, because: asked on the phone (Dana).'],
    [removed, false, 'Released on 3 May 2026 by Noa: asked back.'],
    [removed, true, 'Blocked while a conflict with a vendor is open; decide it under Conflicts.'],
    [
      { ...entry, reason: null, holds: [{ place: 'everywhere' as const, until: later }] },
      false,
      'Blocked everywhere until 30 June 2026, since 3 May 2026 (Dana).',
    ],
  ])('is one sentence', (which, isDisputed, sentence) => {
    expect(describeEntry(which, isDisputed, context)).toBe(sentence);
  });

  test("names no vendor's own block where one everywhere is as strong", () => {
    const holds = [...everywhere, { place: 2 as TargetId, until: null }];
    expect(describeEntry({ ...entry, reason: null, holds }, false, context)).toBe(
      'Blocked everywhere since 3 May 2026 (Dana).',
    );
    const short = [{ place: 'everywhere', until: later } as const, { place: 2 as TargetId, until: null }];
    expect(describeEntry({ ...entry, reason: null, holds: short }, false, context)).toMatch(/^Blocked everywhere and /);
  });
});

describe('a change', () => {
  const said = (kind: Parameters<typeof describeChange>[0]['kind'], before: Entry | undefined, after: Entry) =>
    describeChange({ kind, author: 'Dana', before, after }, context);

  test('of an import names the row of the file', () => {
    expect(said('import', undefined, entry)).toBe('Blocked everywhere by Dana (row 17 of calls.csv).');
  });

  test('names what is different', () => {
    const after: Entry = { ...entry, reason: 'x', category: 'y', callReference: { batchId: 'b', requestUuid: 'u' } };
    expect(said('edit', entry, after)).toBe(
      'Changed by Dana: the reason is now "x", the category is now "y", the call reference was given.',
    );
    expect(said('edit', after, { ...entry, reason: null, requestedAt: at })).toBe(
      'Changed by Dana: the reason was taken out, the category was taken out, the date of the request is now 3 May 2026, the call reference was taken out.',
    );
    expect(said('resolve', entry, { ...entry, holds: [{ place: 'everywhere', until: later }] })).toBe(
      'Changed by Dana (conflict decided): it now holds everywhere until 30 June 2026.',
    );
  });

  test('that releases, blocks again, undoes or ends a block says so', () => {
    expect(said('remove', entry, removed)).toBe('Released by Dana: asked back.');
    expect(said('add', removed, entry)).toBe('Blocked again everywhere by Dana.');
    expect(said('undo', removed, entry)).toBe('Blocked again everywhere by Dana, who undid an earlier change.');
    expect(said('expired', entry, entry)).toBe('A block ended: its date has passed.');
  });
});
