/**
 * The field of a column by its name, compared with its cells. A sure name is dropped only where the cells clearly say
 * otherwise; a word with many meanings counts only where the cells agree.
 */
import { assertNever } from '../../assertNever.ts';
import { type ColumnOf, isWordColumn, type WordField } from '../../fields.ts';
import { isChoiceColumn, readChoice } from './choiceCells.ts';
import { type AliasMatch, isAboutPhone, isOtherNumberName, isOwnLineName, matchAliases } from './columnAliases.ts';
import { isDateCell } from './cellShapes.ts';
import { type ColumnContent, isMostly } from './columnContent.ts';
import type { ColumnField } from '../../words/columnFields.ts';
import { foldHeader } from '../../words/foldHeader.ts';
import { isYesOrNo, meaningOf } from './meanings.ts';
import { namesOfAll } from '../../words/languages/lookups.ts';

export interface NamedGuess {
  readonly field: ColumnField;
  readonly confidence: number;
  /** The name alone decides. */
  readonly sure: boolean;
  /** Of several columns for a field, the lowest rank is taken. */
  readonly rank: number;
}

/** In some languages, columns of an address have the same names as columns of a status: estado, state. */
const addressNames = namesOfAll(({ leads }) => leads.address);
/** Files of a wash are narrow: a number and the answer. */
const narrow = 3;

/** @param width how many columns the file has */
export function guessByName(name: string, content: ColumnContent, width: number): NamedGuess | undefined {
  for (const match of matchAliases(name)) {
    const field = fieldOf(match, name, content, width);
    if (field === undefined) continue;
    const confidence = match.sure ? agreement(field, content) : 0.7;
    return { field, confidence, sure: match.sure, rank: match.rank - preference(field, content) };
  }
  return undefined;
}

/** What the match means above these cells; undefined if they rule it out. */
function fieldOf(match: AliasMatch, name: string, content: ColumnContent, width: number): ColumnField | undefined {
  const { field, sure, rank } = match;
  const holdsNumbers = isMostly(content, content.phones) && !isOtherNumberName(name);
  const isNoAnswer = isMostly(content, content.phoneLike) && !isMostly(content, isDateCell);
  if (isWordColumn(field)) return holdsWords(field) ? field : undefined;
  switch (field) {
    case 'phone':
      // For an empty column of this name, its neighbours decide; see columns.ts.
      if (sure || (content.filled === 0 && !isOwnLineName(name))) return field;
      return isMostly(content, content.phoneLike) || isMostly(content, content.local) ? field : undefined;
    case 'areaCode':
      return sure || (content.filled > 0 && content.shortDigits === content.filled) ? field : undefined;
    case 'flag':
      if (isNoAnswer) return undefined;
      return sure || isKnown('flag', content) ? field : undefined;
    case 'doubtfulFlag':
      return !isNoAnswer && areAnswers(match, name, content) ? field : undefined;
    case 'registryFlag':
      if (isNoAnswer) return undefined;
      if (rank >= 2000) return isKnown('registryFlag', content) ? field : undefined;
      return sure || (width <= narrow && content.filled > 0 && isKnown('registryFlag', content)) ? field : undefined;
    case 'date':
      if (isMostly(content, isYesOrNo) && !isMostly(content, isDateCell)) return undefined;
      return sure || isMostly(content, isDateCell) ? field : undefined;
    case 'permission':
      return rank < 2000 || (!isNoAnswer && areAnswers(match, name, content)) ? field : undefined;
    case 'disposition':
      if (holdsNumbers) return undefined;
      if (sure || isStatus(name, content)) return field;
      // A column "Status" may hold why people were blocked, in different words on every row.
      if (content.filled === 0) return field;
      if (isAboutPhone(name) || (addressNames.has(foldHeader(name)) && areShort(content))) return undefined;
      return content.words > 0 ? 'reason' : undefined;
    case 'action':
      return sure || content.filled === 0 || content.cells.every(isAction) ? field : undefined;
    case 'country':
    case 'countryCode':
      // Decided before, with all columns in view; see countryColumn.ts.
      return undefined;
    case 'author':
    case 'name':
      return holdsWords() ? field : undefined;
    case 'expiry':
    case 'expiryDays':
    case 'suspended':
    case 'batchId':
    case 'requestUuid':
      return field;
    default:
      return assertNever(field);
  }

  /** Whether the cells are words for a field that takes any words, or for one of the few values of a choice. */
  function holdsWords(column?: ColumnOf<WordField>): boolean {
    // A few numbers among texts do not make a column of numbers: a row may be shifted.
    if (holdsNumbers && content.phones >= 0.9 * content.filled) return false;
    if (column !== undefined && isChoiceColumn(column)) {
      const isOne = (cell: string) => readChoice(column, cell) !== undefined;
      return content.filled === 0 || (sure ? content.cells.some(isOne) : content.cells.every(isOne));
    }
    return sure || content.filled === 0 || content.words > 0;
  }
}

/** A sure phone header stays one even if no cell is a number: then every line is refused with its own reason. */
function agreement(field: ColumnField, content: ColumnContent): number {
  if (field !== 'phone' || content.filled === 0) return 0.9;
  return content.phoneLike > 0 || content.local > 0 ? 1 : 0.5;
}

/** Of two columns of statuses, prefers the one in which a person asked. */
function preference(field: ColumnField, content: ColumnContent): number {
  return field === 'disposition' && content.cells.some((cell) => meaningOf('disposition', cell) === 'block')
    ? 10_000
    : 0;
}

function isKnown(field: 'flag' | 'registryFlag', content: ColumnContent): boolean {
  return content.filled === 0 || isMostly(content, (cell) => meaningOf(field, cell) !== 'unknown');
}

/** Whether the cells answer a question, whichever it is: a yes or a no, days, or a few values that repeat. */
function areAnswers({ rank }: AliasMatch, name: string, content: ColumnContent): boolean {
  if (isMostly(content, isYesOrNo)) return true;
  return rank < 3000 && (isMostly(content, isDateCell) || isStatus(name, content));
}

function isAction(cell: string): boolean {
  return /^(?:u|update|updated|change|changed)$/i.test(cell) || isActionWord(cell);
}

/** Not every word that blocks names an action: a `type` may be "new", "yes" or "1" in many files. */
function isActionWord(cell: string): boolean {
  if (isYesOrNo(cell) || (cell.length > 1 && meaningOf('disposition', cell) === 'nothing')) return false;
  return ['block', 'release'].includes(meaningOf('action', cell));
}

const mostStatuses = 12;

/**
 * Whether a column called "status" holds statuses: one of them is known, or they are few, short and repeat. Otherwise a
 * person who is merely "Active" could not be told from one who asked.
 */
function isStatus(name: string, { cells, filled }: ColumnContent): boolean {
  const values = new Set(cells);
  // The status of a phone is "valid" or "mobile" in most files.
  if (isAboutPhone(name)) return cells.some((cell) => ['block', 'release'].includes(meaningOf('disposition', cell)));
  const isAddress = addressNames.has(foldHeader(name));
  const isKnownStatus = (value: string) =>
    meaningOf('disposition', value) !== 'unknown' && !(isAddress && value.length < 4) && !/^[-–—.]*$/.test(value);
  if ([...values].some(isKnownStatus)) return true;
  if (isAddress || filled === 0 || values.size > mostStatuses || (filled >= 4 && values.size > filled / 2))
    return false;
  return areShort({ cells });
}

function areShort({ cells }: Pick<ColumnContent, 'cells'>): boolean {
  return cells.every((value) => value.length <= 24 && value.split(/\s+/).length <= 2);
}
