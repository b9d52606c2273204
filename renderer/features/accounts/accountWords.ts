/** What an account's figures are called, and how long things take, in words. Pure. */
import { fields, ofEach, wordFields } from '../../../shared/fields.ts';
import type { AccountRow, TargetRow, Vendor } from '../../../shared/contract/sync.ts';
import { countOf } from '../../../shared/words/counts.ts';
import type { Mark } from '../../ui/StateMark.tsx';
import { mayCallMark, recordMarks } from '../../ui/StateMark.tsx';

type CountName = Exclude<
  { [Name in keyof AccountRow]: AccountRow[Name] extends number ? Name : never }[keyof AccountRow],
  'id' | 'everyMinutes' | 'pushSeconds' | 'mails'
>;

/** The counts of a card in their order, with the mark that a single record in that state has. */
export const countMarks = {
  inStep: recordMarks.inStep,
  waiting: recordMarks.waiting,
  unconfirmed: recordMarks.unconfirmed,
  parked: recordMarks.parked,
  needsCallReference: { ...recordMarks.needsCallReference, word: 'need a call reference' },
  removeByHand: recordMarks.removeByHand,
  conflicts: recordMarks.conflict,
  mayCall: { ...mayCallMark, word: 'blocked here, may be called there now' },
  cannotVerify: recordMarks.cannotVerify,
} as const satisfies Record<CountName, Mark>;

export const countNames: readonly CountName[] = [
  'inStep',
  'waiting',
  'unconfirmed',
  'parked',
  'needsCallReference',
  'removeByHand',
  'conflicts',
  'mayCall',
  'cannotVerify',
];

/** Shown even when they are 0. */
export const steadyCounts: ReadonlySet<CountName> = new Set(['inStep', 'waiting']);

export const keepingMarks = {
  kept: { word: 'kept', shape: 'full', tone: 'plain' },
  emulated: { word: 'emulated', shape: 'half', tone: 'plain' },
  lost: { word: 'lost', shape: 'ring', tone: 'lost' },
} as const satisfies Record<Vendor['keeps']['reason']['how'], Mark>;

/** The rows of "what this vendor keeps". */
export const keepingWords = {
  ...ofEach(wordFields, (field) => fields[field].title),
  expiry: 'Expiry',
  agents: 'Agents',
  remove: 'Removal',
  list: 'List',
} as const satisfies Record<keyof Vendor['keeps'], string>;

export const targetMarks = {
  active: { word: 'active', shape: 'full', tone: 'plain' },
  inactive: { word: 'inactive', shape: 'ring', tone: 'plain' },
  gone: { word: 'gone', shape: 'dash', tone: 'lost' },
  retired: { word: 'retired', shape: 'dash', tone: 'plain' },
} as const satisfies Record<TargetRow['state'], Mark>;

export const scheduleChoices = [
  { value: '0', label: 'only when I say so' },
  { value: '5', label: 'every 5 minutes' },
  { value: '15', label: 'every 15 minutes' },
  { value: '30', label: 'every 30 minutes' },
  { value: '60', label: 'every hour' },
  { value: '240', label: 'every 4 hours' },
  { value: '1440', label: 'once a day' },
];

/** "every 15 minutes", also for intervals that the picker does not offer. */
export function toSchedule(everyMinutes: number): string {
  const known = scheduleChoices.find(({ value }) => value === String(everyMinutes));
  return known?.label ?? `every ${countOf(everyMinutes, 'minute')}`;
}

export const adoptChoices = [
  {
    value: 'target',
    label: 'Block it where it was found',
    about: 'A number that only this account knows is blocked here for this account or agent.',
  },
  {
    value: 'everywhere',
    label: 'Block it everywhere',
    about: 'A number that only this account knows is blocked at every other account too.',
  },
  {
    value: 'ask',
    label: 'Ask me each time',
    about: 'It becomes a conflict to decide; the vendor goes on blocking it meanwhile.',
  },
] as const;
