/** What forms send and what the screen says: typed numbers, an entry's fields, times and counts in words. */
import { expect, it } from 'vitest';
import { findChangeGap, startChange, toAct, withChosen } from '../../../renderer/ui/entry/changeForm.ts';
import { readNumbers, splitNumbers, withReading } from '../../../renderer/features/entry/readNumbers.ts';
import { emptyStatement, findProblem, toPatch, toStatementInput } from '../../../renderer/ui/entry/statementForm.ts';
import { toClockTime, toDay, toDayWord, toEndDay, toExactEnd, toRelative } from '../../../renderer/ui/timeWords.ts';
import { toSource, toUntil, toWhere } from '../../../renderer/ui/words.ts';
import { zoneChoices } from '../../../renderer/ui/zoneChoices.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { countOf } from '../../../shared/words/counts.ts';

it('reads a pasted column line by line, as the core will', () => {
  expect(splitNumbers('a\r\n\n b \tc;d, e,+1')).toEqual(['a', 'b', 'c', 'd', 'e', '+1']);
  expect(splitNumbers('2,125,551,234')).toEqual(['2,125,551,234']);
  const [us, damaged, local] = readNumbers('(212) 555-1234\n2.12556E+09\n0501234567', 'US');
  expect(us).toMatchObject({ ok: true, number: '+12125551234', international: '+1 212 555 1234', valid: true });
  expect(damaged).toMatchObject({ ok: false, message: expect.stringContaining('spreadsheet') });
  expect(local).toBeDefined();
  expect(readNumbers('(212) 555-1234', null)[0]).toMatchObject({ ok: false });
});

it('reads every number of a line, and writes the one that a person chose in its place', () => {
  const text = '+12125550101\n912125550102\n972-502-3456/78';
  const typed = readNumbers(text, 'US');
  expect(typed.map((each) => (each.ok ? [each.number, each.doubt?.kind] : []))).toEqual([
    ['+12125550101', undefined],
    ['+12125550102', 'severalReadings'],
    ['+19725023456', undefined],
    ['+19725023478', undefined],
  ]);
  const [, doubtful] = typed;
  expect(doubtful && withReading(text, doubtful, '+91 212 555 0102')).toBe(
    '+12125550101\n+91 212 555 0102\n972-502-3456/78',
  );
  // Both halves come from one line, which goes to the core once.
  expect(typed.map(({ line }) => line).slice(2)).toEqual(['972-502-3456/78', '972-502-3456/78']);
});

it('sends only the fields of an entry that were changed', () => {
  const before = { ...emptyStatement, reason: 'asked', requestedAt: '2026-05-03T14:01' };
  expect(toPatch(before, before)).toEqual({});
  expect(toPatch(before, { ...before, reason: ' ' })).toEqual({ reason: null });
  expect(toPatch(before, { ...before, batchId: 'b', requestUuid: 'u' })).toEqual({
    callReference: { batchId: 'b', requestUuid: 'u' },
  });
});

it('asks for both halves of a call reference and for a place', () => {
  expect(findProblem(emptyStatement)).toBeUndefined();
  expect(findProblem({ ...emptyStatement, batchId: 'b' })).toContain('both');
  expect(findProblem({ ...emptyStatement, holds: [] })).toContain('at least one place');
});

it('changes only the fields that were chosen, and takes away what is left empty', () => {
  const form = { ...startChange(['reason', 'category']), reason: ' asked twice ', batchId: 'b', requestUuid: 'u' };
  expect(toAct(form)).toEqual({ kind: 'edit', patch: { reason: 'asked twice', category: null } });
  expect(toAct({ ...form, chosen: ['callReference'] })).toEqual({
    kind: 'edit',
    patch: { callReference: { batchId: 'b', requestUuid: 'u' } },
  });
  expect(toAct({ ...form, chosen: ['until'], ends: { kind: 'on', end: '2099-12-31' } })).toEqual({
    kind: 'edit',
    patch: {},
    expires: '2099-12-31',
  });
  expect(toAct(startChange(['until']))).toEqual({ kind: 'edit', patch: {}, expires: null });
});

it('says what a bulk change still lacks, and lets a place bring its own end', () => {
  const form = startChange([]);
  expect(findChangeGap(form)).toContain('at least one field');
  expect(findChangeGap({ ...form, chosen: ['where'], holds: [] })).toContain('at least one place');
  expect(findChangeGap({ ...form, chosen: ['until'], ends: { kind: 'on', end: '' } })).toContain('last blocked day');
  expect(findChangeGap({ ...form, chosen: ['callReference'], batchId: 'b' })).toContain('both');
  expect(toAct(form)).toBeUndefined();
  expect(withChosen(startChange(['until', 'reason']), 'where', true).chosen).toEqual(['reason', 'where']);
  expect(withChosen(startChange(['where', 'reason']), 'reason', false).chosen).toEqual(['where']);
});

it('sends a day as a day and a time as a time, for the core to read in the zone of the desk', () => {
  for (const requestedAt of ['2026-05-03', '2026-05-03T14:01:00.000'])
    expect(toStatementInput({ ...emptyStatement, requestedAt }).requestedAt).toBe(requestedAt);
  expect(toStatementInput(emptyStatement).requestedAt).toBeNull();
});

it('names the last blocked day of an end, as the desk counts days and not the browser', () => {
  const now = new Date('2026-11-28T15:00:00Z');
  const [newYork, kolkata] = [createZone('America/New_York'), createZone('Asia/Kolkata')];
  const end = '2027-01-01T05:00:00.000Z';
  expect(toEndDay(end, now, newYork)).toBe('31 Dec');
  expect(toEndDay(end, now, kolkata)).toBe('1 Jan 2027, 10:30');
  expect(toExactEnd(end, newYork)).toBe(
    'Through 31 December 2026; over from 1 January 2027, 00:00:00 GMT-5 (America/New_York) on',
  );
  expect(toExactEnd('2026-12-31T19:30:00.000Z', newYork)).toContain('Until 31 December 2026, 14:30; over from');
  expect(toDay(end, now, newYork)).toBe('1 Jan 2027');
  expect(toClockTime(end, kolkata)).toBe('10:30:00');
  expect(toDayWord('2026-11-28T04:59:00.000Z', now, newYork)).toBe('yesterday');
  expect(toDayWord('2026-11-28T05:00:00.000Z', now, newYork)).toBe('today');
});

it('offers the zones by place and name, with what is chosen among them', () => {
  const choices = zoneChoices('Asia/Calcutta', new Date('2026-11-28T15:00:00Z'));
  expect(choices.find(({ value }) => value === 'America/New_York')?.label).toBe(
    'America/New York · Eastern Standard Time (UTC-05:00)',
  );
  for (const name of ['Asia/Calcutta', 'Asia/Kolkata', 'Europe/Kyiv', 'UTC'])
    expect(choices.filter(({ value }) => value === name)).toHaveLength(1);
  expect(choices.filter(({ label }) => label.includes('India Standard Time'))).not.toEqual([]);
});

it('says times, places, ends and sources in words', () => {
  const now = new Date('2026-05-03T14:00:00Z');
  const utc = createZone('UTC');
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
  expect(toRelative(at(0), now, utc)).toBe('just now');
  expect(toRelative(at(-2), now, utc)).toBe('2 min ago');
  expect(toRelative(at(15), now, utc)).toBe('in 15 min');
  expect(toRelative(at(-180), now, utc)).toBe('3 h ago');
  expect(toRelative(at(-60 * 26), now, utc)).toBe('yesterday');
  expect(toRelative('2025-01-09T00:00:00.000Z', now, utc)).toBe('9 Jan 2025');
  expect(countOf(1, 'number')).toBe('1 number');
  expect(countOf(1204, 'number')).toBe('1,204 numbers');
  const hold = (name: string, until: string | null) =>
    ({ place: 2, name, until, inForce: true }) as Parameters<typeof toWhere>[0][number];
  expect(toWhere([hold('Yappr / Sales agent', null), hold('Weya', null)])).toBe('Yappr: Sales agent, Weya');
  expect(toUntil([hold('a', at(1)), hold('b', null)])).toEqual({ instant: null, several: true });
  expect(toUntil([hold('a', at(1))])).toEqual({ instant: at(1), several: false });
  expect(toSource({ source: { kind: 'import', label: 'calls.csv' }, createdBy: 'Dana', line: 17 })).toBe(
    'calls.csv · row 17',
  );
});
