/**
 * What the cell of a deciding column says of its row: block the person, release them, neither, or something that only a
 * person can explain. It knows words of twelve languages; a word that is not known for sure is `unknown`, and is asked
 * about.
 */
import { isBlankCell, isDateCell } from './cellShapes.ts';
import { readFlagName } from './flagNames.ts';
import { foldHeader } from '../../words/foldHeader.ts';
import { type Meaning, meaningOfStatus } from './statusMeaning.ts';
import { assertNever } from '../../assertNever.ts';
import { meaningOfConsent } from './permissionWords.ts';
import { namesOfAll } from '../../words/languages/lookups.ts';

export type { Meaning } from './statusMeaning.ts';

/** Fields whose cells say what has to happen with their row. */
export type DecidingField =
  | 'flag'
  | 'doubtfulFlag'
  | 'registryFlag'
  | 'permission'
  | 'disposition'
  | 'action'
  | 'suspended';

const decidingFields: ReadonlySet<string> = new Set([
  'flag',
  'doubtfulFlag',
  'registryFlag',
  'permission',
  'disposition',
  'action',
  'suspended',
] satisfies DecidingField[]);

/** Whether a column of this field says what has to happen with its rows. */
export function isDecidingField(field: string): field is DecidingField {
  return decidingFields.has(field);
}

const yesWords = namesOfAll(({ yes }) => yes);
const noWords = namesOfAll(({ no }) => no);
const listedWords = namesOfAll(({ listed }) => listed);
const notListedWords = namesOfAll(({ notListed }) => notListed);
const addWords = namesOfAll(({ add }) => add);
const removeWords = namesOfAll(({ remove }) => remove);
const suspendedWords = namesOfAll(({ sure }) => sure.suspended ?? '');

const inForceWords = namesOfAll(({ inForce }) => inForce);

const YES_SIGNS = /^[✓✔☑✅√●○〇]\uFE0F?$/u;
const NO_SIGNS = /^[☐□]\uFE0F?$/u;

/** The form in which two values of a column are compared, so that what a person said of one holds for the other. */
export function foldMeaningValue(value: string): string {
  return value.trim().toLowerCase();
}

/**
 * What a cell means. A flag blocks by a yes or by a day (the start), and releases by a no. A registry never releases: a
 * number that it does not list is `nothing`. `permission` and `suspended` are the other way round: a person who agreed
 * to be called, or who is suspended there, is not blocked. An empty permission means that the person was not asked.
 */
export function meaningOf(field: DecidingField, value: string): Meaning {
  switch (field) {
    case 'flag':
      return meaningOfFlag(value);
    case 'doubtfulFlag':
      // Not even an empty cell: in a column "DNC clean" it is the one that did not pass.
      return 'unknown';
    case 'registryFlag':
      return meaningOfRegistryFlag(value);
    case 'permission':
      return meaningOfPermission(value);
    case 'disposition':
      return meaningOfStatus(value);
    case 'action':
      return meaningOfAction(value);
    case 'suspended':
      return meaningOfSuspended(value);
    default:
      return assertNever(field);
  }
}

/**
 * What the cells of a column mean, by its field and its name. Under a name that only a person can explain ("DNC clean"), she
 * says which way round a yes and a no are; an empty cell is `unknown` all the same: it may be the one that did not pass.
 */
export function createMeaning(field: DecidingField, name: string): (value: string) => Meaning {
  const isExplained = field === 'permission' && readFlagName(name)?.field === 'doubtfulFlag';
  return (value) => (isExplained && isBlankCell(value.trim()) ? 'unknown' : meaningOf(field, value));
}

/**
 * Whether a person can say what a word of such a column means: what is not known, and the words of a status or an action,
 * which every call center has its own of. A yes and a no stay what the column makes of them; to turn them round, she gives
 * the column another field.
 */
export function takesAnswer(field: DecidingField, value: string, known: Meaning): boolean {
  return known === 'unknown' || field === 'disposition' || (field === 'action' && !isYesOrNo(value));
}

type Answer = 'yes' | 'no' | 'blank' | 'other';

/**
 * Reads yes and no in every language, as ticks, as numbers (also as spreadsheets write them: `1.0`), and an empty cell.
 */
function readAnswer(value: string): Answer {
  const text = value.trim();
  if (isBlankCell(text)) return 'blank';
  if (YES_SIGNS.test(text)) return 'yes';
  if (NO_SIGNS.test(text)) return 'no';
  const folded = foldHeader(/^[01][.,]0+$/.test(text) ? text.slice(0, 1) : text);
  const [isYes, isNo] = [yesWords.has(folded), noWords.has(folded)];
  if (isYes === isNo) return 'other';
  return isYes ? 'yes' : 'no';
}

/** Whether a cell answers a question with yes or no; blank cells do not. */
export function isYesOrNo(value: string): boolean {
  const answer = readAnswer(value);
  return answer === 'yes' || answer === 'no';
}

function meaningOfFlag(value: string): Meaning {
  const answer = readAnswer(value);
  if (answer === 'yes' || isDateCell(value)) return 'block';
  if (answer !== 'other') return answer === 'no' ? 'release' : 'nothing';
  // "Opted out" in a column of that name counts; an outcome of a call is no answer there.
  const said = meaningOfStatus(value);
  return said === 'block' || said === 'release' ? said : 'unknown';
}

function meaningOfRegistryFlag(value: string): Meaning {
  const answer = readAnswer(value);
  if (answer === 'yes' || isDateCell(value)) return 'block';
  if (answer !== 'other') return 'nothing';
  const folded = foldHeader(value);
  if (notListedWords.has(folded)) return listedWords.has(folded) ? 'unknown' : 'nothing';
  return listedWords.has(folded) || meaningOfStatus(value) === 'block' ? 'block' : 'unknown';
}

/** A word that can mean taking off a list, or asking not to be called any more, is asked about. */
function meaningOfAction(value: string): Meaning {
  const text = value.trim();
  if (text === '+') return 'block';
  if (text === '-') return 'release';
  if (isBlankCell(text)) return 'nothing';
  const folded = foldHeader(text);
  const said = meaningOfStatus(text);
  const blocks = addWords.has(folded) || said === 'block' || readAnswer(text) === 'yes';
  const releases = removeWords.has(folded) || said === 'release';
  if (blocks === releases) return 'unknown';
  return blocks ? 'block' : 'release';
}

function meaningOfPermission(value: string): Meaning {
  const answer = readAnswer(value);
  // A consent of "none" is no empty cell.
  if (answer === 'blank') return NONE.test(value.trim()) ? 'unknown' : 'nothing';
  if (answer === 'no') return 'block';
  if (answer === 'yes' || isDateCell(value)) return 'release';
  const said = meaningOfStatus(value);
  return said === 'block' || said === 'release' ? said : meaningOfConsent(value);
}

const NONE = /^(?:none|nil)$/i;

function meaningOfSuspended(value: string): Meaning {
  const answer = readAnswer(value);
  if (answer === 'blank' || answer === 'no') return 'block';
  const folded = foldHeader(value);
  if (answer === 'yes' || isDateCell(value) || suspendedWords.has(folded)) return 'release';
  return inForceWords.has(folded) ? 'block' : 'unknown';
}

/**
 * What a row says as a whole. If one cell blocks, the row blocks. A flag decides its row, so an unknown word in a
 * status beside it does not matter; otherwise one unknown cell makes the row unknown. A row releases only if one cell
 * says so and no other cell says anything else.
 */
export function combineMeanings(
  said: readonly { readonly field: DecidingField; readonly meaning: Meaning }[],
): Meaning {
  if (said.some(({ meaning }) => meaning === 'block')) return 'block';
  const hasFlag = said.some(({ field }) => field === 'flag');
  const isUnknown = said.some(({ field, meaning }) => meaning === 'unknown' && !(hasFlag && field === 'disposition'));
  if (isUnknown) return 'unknown';
  return said.some(({ meaning }) => meaning === 'release') ? 'release' : 'nothing';
}
