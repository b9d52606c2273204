/** What a scrub applied, in sentences for its certificate. Pure. */
import { assertNever } from '../../../../shared/assertNever.ts';
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';

export function describeRules(
  { target, at, several, notCovered, region, phoneColumns }: ScrubCertificate['question'],
  hasRegistries: boolean,
): string[] {
  const where = target === null ? 'anywhere' : `for ${target}`;
  return [
    `A number is blocked if the do-not-call list holds it ${where} at ${at}, or an open conflict with a vendor does.`,
    'A row is blocked if a number of it cannot be read, if it has no number, or if its columns may have slipped.',
    'A number that is possible but in no range in use is looked up as it is.',
    ...(phoneColumns.length < 2
      ? []
      : [
          several === 'any'
            ? 'A row is blocked if any of its phone columns is.'
            : 'Phone columns that are blocked are blanked; a row without any callable number is blocked.',
        ]),
    region === null
      ? 'Numbers without a country code could not be read: no country was given.'
      : `Numbers without a country code were read as numbers of ${region}.`,
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

/** How the halves are written, where that is not as the lead file is. `part`: the sheet or the packed file that was read. */
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
