/** What the parts of an import are called: fields, the groups of lines, what the button does. Pure. */
import type { ImportResult, IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { type DetailColumn, fieldParts } from '../../../shared/fields.ts';
import type { Mark } from '../../ui/marks.ts';
import { listNames } from '../../ui/words.ts';
import type { ChosenField } from './draft.ts';
import { importWords as say } from '../../../shared/words/page/import.ts';

const columnWords = Object.fromEntries(fieldParts.map(({ column, title }) => [column, title])) as Record<
  DetailColumn,
  string
>;

const fieldWords = {
  phone: say.phoneNumber,
  areaCode: say.areaCode,
  countryCode: say.countryCode,
  country: say.countryOfTheNumber,
  ...columnWords,
  expiry: say.blockedUntil,
  expiryDays: say.blockedForSoManyDays,
  flag: say.doNotCallYesNo,
  doubtfulFlag: say.doNotCallToBeExplained,
  registryFlag: say.onARegistryYesNo,
  permission: say.mayBeCalledYesNo,
  disposition: say.howTheCallEnded,
  action: say.actionAddRemove,
  suspended: say.suspendedYesNo,
  where: say.whereItHolds,
  author: say.authorNotKept,
  name: say.nameNotKept,
  ignore: say.notRead,
  leftOut: say.leaveOut,
} as const satisfies Record<ChosenField, string>;

export const fieldChoices: readonly { readonly value: ChosenField; readonly label: string }[] = Object.entries(
  fieldWords,
).map(([value, label]) => ({
  value: value as ChosenField,
  label,
}));

/** The groups in the order of the bars. */
export const groupWords = {
  new: { word: say.new, shape: 'full', tone: 'plain' },
  wouldChange: { word: say.wouldChange, shape: 'half', tone: 'plain' },
  wouldRevive: { word: say.wouldRevive, shape: 'hand', tone: 'person' },
  inConflict: { word: say.inAConflict, shape: 'diamond', tone: 'person' },
  alreadyThere: { word: say.alreadyThere, shape: 'ring', tone: 'plain' },
  twiceInFile: { word: say.twiceInTheFile, shape: 'quarter', tone: 'plain' },
  doubt: { word: say.inDoubt, shape: 'triangle', tone: 'person' },
  unconfirmed: { word: say.possibleNotValid, shape: 'dotted', tone: 'person' },
  rejected: { word: say.rejected, shape: 'dash', tone: 'lost' },
} as const satisfies Record<LineGroup, Mark>;

export const groups = Object.keys(groupWords) as readonly LineGroup[];

/** The button that applies the preview; undefined when it would do nothing. */
export function toApplyWords({ numbers }: IntakeSummary): string | undefined {
  if (numbers.added > 0) return say.blockNumbers(numbers.added);
  if (numbers.changed > 0) return say.changeNumbers(numbers.changed);
  return undefined;
}

/** What happens besides, beside that button. */
export function toLeftWords({ result, numbers }: IntakeSummary): string {
  if (result.lines > 0 && result.rejected === result.lines) return say.everyLineIsLeftOut;
  const parts = [
    numbers.added > 0 && numbers.changed > 0 ? say.changesNumbersOnTheList(numbers.changed) : '',
    result.alreadyThere > 0 ? say.linesAlreadyThere(result.alreadyThere) : '',
    result.rejected > 0 ? say.linesLeftOut(result.rejected) : '',
  ].filter((part) => part !== '');
  const does = numbers.added + numbers.changed > 0;
  return [parts.join(', '), does ? say.theWholeImport : ''].filter((part) => part !== '').join('. ');
}

/** The numbers of lines that hold several, or none beside others: what counts of lines do not show; undefined: they do. */
export function toNumberWords(
  lines: Pick<ImportResult, 'added' | 'changed' | 'alreadyThere' | 'rejected'>,
  numbers: ImportResult['numbers'],
): string | undefined {
  const isSame =
    numbers.added === lines.added &&
    numbers.changed === lines.changed &&
    numbers.alreadyThere === lines.alreadyThere &&
    numbers.notRead + numbers.inDoubt + numbers.leftOut <= lines.rejected;
  if (isSame) return undefined;
  const parts = [
    { count: numbers.added, words: 'new' },
    { count: numbers.changed, words: 'changed' },
    { count: numbers.alreadyThere, words: say.alreadyThere },
    { count: numbers.leftOut, words: say.notBlockedAgain },
    { count: numbers.inDoubt, words: say.inDoubt },
    { count: numbers.notRead, words: say.thatCannotBeUsed },
  ];
  const shown = parts.filter(({ count }) => count > 0).map(({ count, words }) => `${toCount(count)} ${words}`);
  return say.someLinesHoldSeveralNumbers(listNames(shown));
}
