/**
 * The words that several commands share: options, and how their values are read. What does not fit is bad usage (exit code
 * 2).
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { withDetails } from './detailOptions.ts';
import { parametersWords as say } from '../../../shared/words/cli/help/program.ts';

const collect = (name: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), name];

/** `--region CC`: two letters. */
export const regionOption = (): Option => new Option('--region <CC>', say.theCountryOfNumbers).argParser(toRegion);
/** `--scope TARGET…`. */
const scopeOption = (): Option => new Option('--scope <target...>', say.whereItHoldsAccount);

/** `--sheet NAME`, again for each level. */
export const sheetOption = (): Option => new Option('--sheet <name>', say.theSheetOfAWorkbook).argParser(collect);

/** `--decides COLUMN`, again for each. */
export const decidesOption = (): Option =>
  new Option('--decides <column>', say.aColumnThatSaysWhich).argParser(collect);

/** `--flag COLUMN`, again for each. */
export const flagOption = (): Option => new Option('--flag <column>', say.aColumnWhoseYesMeans).argParser(collect);

/** `--permission COLUMN`, again for each. */
export const permissionOption = (): Option =>
  new Option('--permission <column>', say.aColumnWhoseYesAllows).argParser(collect);

/** An option that takes values, `A,"B, C"`, again for more. */
export const valuesOption = (flags: string, help: string): Option => new Option(flags, help).argParser(collect);

/** `--also COLUMN`, again for each. */
export const alsoOption = (): Option => new Option('--also <column>', say.aColumnThatHolds).argParser(collect);

/** `--leave-out COLUMN`, again for each. */
export const leaveOutOption = (): Option => new Option('--leave-out <column>', say.aColumnThatIsNot).argParser(collect);

/** `--force`, for commands that write files. */
export const forceOption = (): Option => new Option('--force', say.replaceAFileThat);

/** `--on-duplicate keep|update`. */
export const duplicateOption = (): Option =>
  new Option('--on-duplicate <how>', say.whenANumberIsThere).choices(['keep', 'update']);

/** `--kind` of a conflict. */
export const kindOption = (): Option =>
  new Option('--kind <kind>', say.thoseOfThisKind).choices([
    'goneThere',
    'weakerThere',
    'bothChanged',
    'removedHereChangedThere',
    'onlyThere',
  ]);

/** Ends, starts and moments: a day or a time without a zone is in the desk's zone. */
const expiresOption = (): Option => new Option('--expires <when>', say.blockedToTheEndOf);
/** What may follow an option that says when something was. */
const whenHelp = say.aDayOrATime;
/** `--at WHEN`: a day means its start. */
export const atOption = (): Option => new Option('--at <when>', say.atThisTimeInstead);

/** What a person may say of a block. */
export function withFields(command: Command): Command {
  return withDetails(command, ({ kind, help }) => (kind === 'moment' ? `${help}: ${whenHelp}` : help))
    .addOption(expiresOption())
    .addOption(scopeOption());
}

/** What the lines of a file get where the file says nothing. */
export function withFieldsForLines(command: Command): Command {
  return withDetails(command.addOption(scopeOption()).addOption(expiresOption()), ({ kind, help }) =>
    kind === 'moment' ? say.forLinesWithoutIt(help, whenHelp) : say.forLinesWithoutItHelp(help),
  );
}

function toRegion(text: string): string {
  if (/^[a-z]{2}$/i.test(text)) return text.toUpperCase();
  throw new InvalidArgumentError(say.writeTheCountryAs);
}

/** An empty address must not become the vendor's own: a script's variable was not set. @throws InvalidArgumentError */
export function toAddress(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError(say.theAddressIsEmpty);
}

function toWhole(text: string, least: number, most: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new InvalidArgumentError(say.giveAWholeNumber(least, most));
}

/** A port, 0 to 65,535. @throws InvalidArgumentError */
export const toPort = (text: string): number => toWhole(text, 0, 65_535);
/** A count from 1. @throws InvalidArgumentError */
export const parseCount = (text: string): number => toWhole(text, 1, Infinity);
/** Hours, 0 to a year. @throws InvalidArgumentError */
export const toHours = (text: string): number => toWhole(text, 0, 8760);
/** Minutes, 0 to a day. @throws InvalidArgumentError */
export const toMinutes = (text: string): number => toWhole(text, 0, 1440);

/** The number that a page ended with, in E.164. @throws InvalidArgumentError */
export function toCursor(text: string): string {
  if (/^\+[1-9]\d{4,14}$/.test(text)) return text;
  throw new InvalidArgumentError(say.giveTheNumberThat);
}

/** Commander's "error: unknown option '--x'\n(Did you mean --y?)" as one sentence on one line. */
export function toSentence(text: string): string {
  const plain = text
    .trim()
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}\n`;
}

/** The words of a decision, one by one: ids of conflicts (`5`, or `5@7` with the version), keep-ours, take-theirs or edit. @throws InvalidArgumentError */
export function toDecision(text: string, before: readonly string[] | undefined): readonly string[] {
  if (/^[1-9]\d{0,14}(@\d{1,15})?$/.test(text) || text === 'keep-ours' || text === 'take-theirs' || text === 'edit')
    return [...(before ?? []), text];
  throw new InvalidArgumentError(say.giveTheIdsOfConflicts);
}

/** A question as a person names it: its id, and the version that was shown. */
export type QuestionName = { readonly id: number; readonly version?: number };

/** `3`, or `3@2` with the version. @throws InvalidArgumentError */
export function toQuestionName(text: string): QuestionName {
  const [, id, version] = /^([1-9]\d{0,14})(?:@(\d{1,15}))?$/.exec(text) ?? [];
  if (id === undefined) throw new InvalidArgumentError(say.giveTheIdOfA);
  return version === undefined ? { id: Number(id) } : { id: Number(id), version: Number(version) };
}
