/** What a scrub applied, in sentences for its certificate. Pure. */
import { assertNever } from '../../../../shared/assertNever.ts';
import { fields, wordFields } from '../../../../shared/fields.ts';
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';
import { rulesWords as say } from '../../../../shared/words/core/certificate.ts';

/** One sentence per rule that was applied, in the order in which the rules decide. */
export function describeRules(
  { target, at, several, notCovered, doubtful, region, phoneColumns }: ScrubCertificate['question'],
  { leftOut, country, deciding, unexplained }: ScrubCertificate['columns'],
  hasRegistries: boolean,
): string[] {
  const where = target === null ? say.anywhere : say.for(target);
  return [
    say.aNumberIsBlocked(where, at),
    say.aRowIsBlockedIf,
    say.anotherRow,
    say.everyColumnWasLooked,
    ...describeLeftOut(leftOut),
    say.daysTimesAndUuids,
    doubtful === 'block' ? say.aPhoneNumberThat : say.aPhoneNumberThatCan,
    ...(phoneColumns.length < 2 ? [] : [several === 'any' ? say.aRowIsBlockedIfAny : say.phoneColumnsThat]),
    region === null ? say.numbersWithoutACountry : say.numbersWithoutACountryCode(region),
    ...(country === null ? [] : [say.whereNamesACountry(country.name)]),
    ...(deciding.length === 0 ? [] : [say.aRowThatSaysItself(listNames(deciding))]),
    ...(unexplained.length === 0 ? [] : [say.aRowWhoseWords(listNames(unexplained))]),
    say.aRowThatTheList(listWords()),
    ...(hasRegistries
      ? [
          say.aNumberThatALoaded,
          notCovered === 'block' ? say.aNumberThatNoCurrent : say.aNumberThatNoCurrentVersion,
          say.countriesWhoseRegistry,
        ]
      : [say.noRegistryWasLoaded]),
  ];
}

function describeLeftOut(leftOut: ScrubCertificate['columns']['leftOut']): string[] {
  if (leftOut.length === 0) return [];
  return [say.leftOutByThePerson(leftOut.length, listNames(leftOut))];
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
  const of = part === undefined ? '' : say.of(part);
  switch (halves) {
    case 'asIs':
      return part === undefined ? [] : [say.theHalvesHoldThe(of)];
    case 'csv':
      return [say.theHalvesAreCsvUtf(of)];
    case 'workbook':
      return [say.theHalvesAreWorkbooks(of)];
    default:
      return assertNever(halves);
  }
}
