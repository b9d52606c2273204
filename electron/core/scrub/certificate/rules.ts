/** What a scrub applied, in sentences for its certificate. Pure. */
import { assertNever } from '../../../../shared/assertNever.ts';
import { fields, wordFields } from '../../../../shared/fields.ts';
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';

/** One sentence per rule that was applied, in the order in which the rules decide. */
export function describeRules(
  { target, at, several, notCovered, doubtful, region, phoneColumns }: ScrubCertificate['question'],
  { leftOut, country, deciding }: ScrubCertificate['columns'],
  hasRegistries: boolean,
): string[] {
  const where = target === null ? 'anywhere' : `for ${target}`;
  return [
    `A number is blocked if the do-not-call list holds it ${where} at ${at}, or an open conflict with a vendor does; another number of the same subscriber blocks it too.`,
    'A row is blocked if a number of it cannot be read, if it has no number, or if its columns may have slipped.',
    'Every column was looked at, and every reading of what stands in it: a row is blocked if a number in any column is, whatever the column is called.',
    ...describeLeftOut(leftOut),
    'Days, times and UUIDs in other columns than those of phone numbers are no numbers; digits in columns whose names speak of ids, amounts or the like were compared with the own list alone.',
    doubtful === 'block'
      ? 'A phone number that can be read in several ways, that stands among other words, or that nobody has been given is in doubt: its row is blocked.'
      : 'A phone number that can be read in several ways, that stands among other words, or that nobody has been given is in doubt: its row is blocked if one of the readings is on a list, and otherwise clean and counted.',
    ...(phoneColumns.length < 2
      ? []
      : [
          several === 'any'
            ? 'A row is blocked if any of its phone columns is.'
            : 'Phone columns that are blocked are blanked; a row without any callable number, or with a blocked number in another column, is blocked.',
        ]),
    region === null
      ? 'Numbers without a country code could not be read: no country was given.'
      : `Numbers without a country code were read as numbers of ${region}.`,
    ...(country === null
      ? []
      : [
          `Where "${country.name}" names a country, the numbers of the row were read as numbers of that country; where it names one that is not known, they are in doubt.`,
        ]),
    ...(deciding.length === 0
      ? []
      : [
          `A row that says itself that it is not to be called is blocked, by ${listNames(deciding)}; nothing in the file releases a number.`,
        ]),
    `A row that the list blocks says why in the words of its entry: ${listWords()}.`,
    ...(hasRegistries
      ? [
          'A number that a loaded registry lists is blocked.',
          notCovered === 'block'
            ? 'A number that no current version of a loaded registry covers is blocked.'
            : 'A number that no current version of a loaded registry covers is not blocked for that; rows with one are counted.',
          'Countries whose registry is not loaded were not asked about.',
        ]
      : ['No registry was loaded: nothing is said about national or state lists.']),
  ];
}

function describeLeftOut(leftOut: ScrubCertificate['columns']['leftOut']): string[] {
  if (leftOut.length === 0) return [];
  return [
    `Left out by the person who cleaned the file, so that nothing is said about numbers in ${leftOut.length === 1 ? 'it' : 'them'}: ${listNames(leftOut)}.`,
  ];
}

/** "reason, category, campaign and channel" */
function listWords(): string {
  return new Intl.ListFormat('en').format(wordFields.map((field) => fields[field].word));
}

const listNames = (columns: readonly { readonly name: string }[]): string =>
  columns.map(({ name }) => `"${name}"`).join(', ');

/**
 * How the halves are written, where that differs from the lead file. `part`: the sheet or the packed file that was
 * read.
 */
export function describeHalves(halves: ScrubCertificate['halves'], part: string | undefined): string[] {
  const of = part === undefined ? '' : ` of "${part}"`;
  switch (halves) {
    case 'asIs':
      return part === undefined ? [] : [`The halves hold the text${of} as it is, not packed.`];
    case 'csv':
      return [
        `The halves are CSV (UTF-8, separated by commas) made from the cells${of}: the same columns in the same order, as texts; what a spreadsheet would calculate has an apostrophe in front.`,
      ];
    case 'workbook':
      return [`The halves are workbooks made from the cells${of}: the same columns in the same order, as texts.`];
    default:
      return assertNever(halves);
  }
}
