/** What an account's figures are called, and how long things take, in words. Pure. */
import { fields, ofEach, wordFields } from '../../../shared/fields.ts';
import type { AccountRow, TargetRow, Vendor } from '../../../shared/contract/sync.ts';
import type { Mark } from '../../ui/StateMark.tsx';
import { mayCallMark, recordMarks } from '../../ui/StateMark.tsx';
import { accountWords as say } from '../../../shared/words/page/accounts.ts';

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
  needsCallReference: { ...recordMarks.needsCallReference, word: say.needACallReference },
  removeByHand: recordMarks.removeByHand,
  conflicts: recordMarks.conflict,
  mayCall: { ...mayCallMark, word: say.blockedHereMayBeCalled },
  lessThere: recordMarks.lessThere,
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
  'lessThere',
  'cannotVerify',
];

/** Shown even when they are 0. */
export const steadyCounts: ReadonlySet<CountName> = new Set(['inStep', 'waiting']);

export const keepingMarks = {
  kept: { word: say.kept, shape: 'full', tone: 'plain' },
  emulated: { word: say.emulated, shape: 'half', tone: 'plain' },
  lost: { word: say.lost, shape: 'ring', tone: 'lost' },
} as const satisfies Record<Vendor['keeps']['reason']['how'], Mark>;

/** The rows of "what this vendor keeps". */
export const keepingWords = {
  ...ofEach(wordFields, (field) => fields[field].title),
  expiry: say.expiry,
  agents: say.agents,
  remove: say.removal,
  list: say.list,
} as const satisfies Record<keyof Vendor['keeps'], string>;

export const targetMarks = {
  active: { word: say.active, shape: 'full', tone: 'plain' },
  inactive: { word: say.inactive, shape: 'ring', tone: 'plain' },
  gone: { word: say.gone, shape: 'dash', tone: 'lost' },
  retired: { word: say.retired, shape: 'dash', tone: 'plain' },
} as const satisfies Record<TargetRow['state'], Mark>;

export const scheduleChoices = [
  { value: '0', label: say.onlyWhenISaySo },
  { value: '5', label: say.every5Minutes },
  { value: '15', label: say.every15Minutes },
  { value: '30', label: say.every30Minutes },
  { value: '60', label: say.everyHour },
  { value: '240', label: say.every4Hours },
  { value: '1440', label: say.onceADay },
];

/** "every 15 minutes", also for intervals that the picker does not offer. */
export function toSchedule(everyMinutes: number): string {
  const known = scheduleChoices.find(({ value }) => value === String(everyMinutes));
  return known?.label ?? say.everyMinutes(everyMinutes);
}

export const adoptChoices = [
  {
    value: 'target',
    label: say.blockIt,
    about: say.aNumber,
  },
  {
    value: 'everywhere',
    label: say.blockItEverywhere,
    about: say.aNumberThatOnlyThisAccount,
  },
  {
    value: 'ask',
    label: say.askMeEachTime,
    about: say.itBecomesAConflict,
  },
] as const;
