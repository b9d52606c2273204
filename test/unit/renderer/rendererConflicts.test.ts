// The three sides of a conflict as the page shows them: what differs from what was agreed, and what a choice does to many.
import { expect, it } from 'vitest';
import { countEffects, toPlaceName, toSideRows } from '../../../renderer/features/conflicts/sides.ts';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';

const side = { reason: 'asked', until: null, where: 'Yappr' } as const;

it('marks what each side changed since both agreed', () => {
  const rows = toSideRows({ base: side, ours: { ...side, reason: 'in writing' }, theirs: null });
  expect(rows.map(({ name, ours, theirs }) => [name, ours.differs, theirs.differs])).toEqual([
    ['Blocked', false, true],
    ['Where', false, true],
    ['Until', false, true],
    ['Reason', true, true],
  ]);
});

it('marks what the sides say differently where nothing was agreed', () => {
  const until = toInstant(Date.UTC(2030, 0, 1));
  const rows = toSideRows({ base: null, ours: side, theirs: { ...side, until, reason: '' } });
  expect(rows.filter(({ ours, theirs }) => ours.differs && theirs.differs).map(({ name }) => name)).toEqual([
    'Until',
    'Reason',
  ]);
  expect(rows[2]?.theirs).toMatchObject({ kind: 'end', value: until });
  expect(rows[3]?.theirs).toMatchObject({ kind: 'none', value: 'none' });
});

it('counts equal effects once, the most frequent first', () => {
  const row = (effects: string[]) =>
    ({
      number: '+12125550100',
      international: '+1 212 555 0100',
      effects: { keepOurs: effects, takeTheirs: [] },
    }) as unknown as ConflictRow;
  const rows = [row(['Yappr is told to block it again.']), row(['OSVI is told.', 'Yappr is told to block it again.'])];
  expect(countEffects(rows, 'keepOurs')).toEqual([
    { effect: 'Yappr is told to block it again.', count: 2 },
    { effect: 'OSVI is told.', count: 1 },
  ]);
});

it('names the place by account and agent', () => {
  expect(toPlaceName({ targetName: 'OSVI / Outbound', accountName: 'OSVI' })).toBe('OSVI · Outbound');
  expect(toPlaceName({ targetName: '', accountName: 'OSVI' })).toBe('OSVI');
});
