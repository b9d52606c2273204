/** Single numbers on the command line: add, edit, remove, list, check, history. */
import type { AddOutcome, EntryRow, LeftEntry } from '../../../shared/contract/entries.ts';
import { toStory } from '../../../shared/domain/entry/numberHistory.ts';
import { loadTimes, type TimeWriter } from './deskTimes.ts';
import { type DetailOptions, toDetails } from './detailOptions.ts';
import { type FilterOptions, hasFilter } from './filterOptions.ts';
import { readFilter, tellOtherChannel } from './readFilter.ts';
import { askForE164 } from './numbers.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { listCommandsWords as say } from '../../../shared/words/cli/list.ts';

export type StatementOptions = DetailOptions & {
  readonly region?: string;
  readonly expires?: string;
  readonly scope?: string[];
};

/** The fields of add and edit that were given. Both halves of a call reference, or neither: `program.ts` sees to it. */
function toGiven(options: StatementOptions) {
  const { expires, scope } = options;
  return { targets: scope, expires: expires === 'never' ? null : expires, details: toDetails(options) };
}

/**
 * `add`: blocks numbers. 0 all are blocked, 2 where one is no number, 4 where one is in doubt or not in use and was left.
 */
export async function add(
  context: CommandContext,
  numbers: string[],
  options: StatementOptions & { readonly confirmInvalid?: boolean; readonly onDuplicate?: 'keep' | 'update' },
): Promise<ExitCode> {
  const { targets, expires, details } = toGiven(options);
  const { region, confirmInvalid, onDuplicate } = options;
  const added = await context.client.entries.add({
    numbers,
    region,
    targets,
    expires,
    ...details,
    confirmInvalid,
    onDuplicate,
  });
  const kept = added.outcomes.filter(({ outcome }) => outcome !== 'rejected' && outcome !== 'needsConfirmation');
  print(
    context,
    added,
    kept.map(({ number, sentence }) => `${number} ${toClause(sentence)}`),
  );
  for (const open of added.outcomes.filter((each) => !kept.includes(each))) context.terminal.err(toOpenLine(open));
  if (kept.length === added.outcomes.length) return 0;
  return added.outcomes.some(({ outcome }) => outcome === 'rejected') ? 2 : 4;
}

/** What was not blocked, and how to say what is meant. */
function toOpenLine({ raw, sentence, doubt }: AddOutcome): string {
  if (doubt === undefined) return `${raw}: ${sentence}`;
  if (doubt.kind === 'notInUse') return say.confirmInvalid(raw, sentence);
  return `${raw}: ${sentence} (${doubt.readings.map(({ number }) => number).join(' or ')})`;
}

/** What an edit changes; an empty text takes the field away. */
export function toEditInput(options: StatementOptions) {
  const { targets, expires, details } = toGiven(options);
  return { patch: details, targets, expires };
}

/**
 * `edit` with numbers. 2 where one is not on the list.
 * @throws CommandFailure (4) for a number with several readings; nothing was done
 */
export async function edit(context: CommandContext, numbers: string[], options: StatementOptions): Promise<ExitCode> {
  const given = await askForE164(context.client, numbers, options.region);
  const edited = await context.client.entries.edit({ numbers: given, ...toEditInput(options) });
  return tellWritten(context, given, edited, 'changed', say.thereWasNothingTo);
}

/**
 * `remove` with numbers. 2 where one is not on the list; 4 where all of them wait for a lead of the shared list.
 * @throws CommandFailure (4) for a number with several readings; nothing was done
 */
export async function remove(
  context: CommandContext,
  numbers: string[],
  { region, why, dryRun }: { readonly region?: string; readonly why: string; readonly dryRun?: boolean },
): Promise<ExitCode> {
  const given = await askForE164(context.client, numbers, region);
  if (dryRun === true) {
    const foreseen = await context.client.entries.foreseeRemoval({ numbers: given });
    print(context, foreseen, [...foreseen.vendors, ...tellAsked(foreseen), say.nothingWasChanged]);
    return 0;
  }
  const { asked: others, askedCount } = await context.client.entries.foreseeRemoval({ numbers: given });
  const removed = await context.client.entries.remove({ numbers: given, why });
  const { asked = [] } = removed;
  const released = given.filter((number) => !asked.includes(number));
  const code =
    released.length === 0 ? 4 : tellWritten(context, released, removed, 'removed', say.thereWasNothingToRemove);
  for (const number of asked) context.terminal.err(say.staysBlockedOnly(number));
  if (removed.changed > 0)
    for (const sentence of [...removed.vendors, ...tellAsked({ asked: others, askedCount })])
      context.terminal.err(sentence);
  return code;
}

/** Who else asked for numbers that are released. */
function tellAsked({ asked, askedCount }: { asked: readonly LeftEntry[]; askedCount: number }): readonly string[] {
  const lines = asked.map(({ number, sentence }) => say.othersAskedFor(number, sentence));
  return askedCount > asked.length ? [...lines, say.andMoreAsked(askedCount - asked.length)] : lines;
}

/**
 * Takes what entries say of a person out of the desk; without `yes` it says what that does, changes nothing and exits 4. 2
 * where a number has no entry.
 * @throws CommandFailure (4) for a number with several readings; nothing was done
 */
export async function redact(
  context: CommandContext,
  numbers: string[],
  { region, yes }: { readonly region?: string; readonly yes?: boolean },
): Promise<ExitCode> {
  const given = await askForE164(context.client, numbers, region);
  if (yes !== true) {
    const foreseen = await context.client.entries.foreseeRedaction({ numbers: given });
    print(context, foreseen, [...foreseen.sentences, say.nothingWasChangedSay]);
    return 4;
  }
  const done = await context.client.entries.redact({ numbers: given });
  const missing = new Set(done.missing);
  print(
    context,
    done,
    given.filter((number) => !missing.has(number)).map((number) => say.redacted(number)),
  );
  for (const sentence of done.told) context.terminal.err(sentence);
  for (const number of done.missing) context.terminal.err(say.hasNoEntry(number));
  return done.missing.length === 0 ? 0 : 2;
}

type Written = {
  readonly batch: number | null;
  readonly changed: number;
  readonly missing: readonly string[];
  readonly alsoAs?: readonly { readonly number: string; readonly forms: readonly string[] }[];
};

function tellWritten(
  context: CommandContext,
  numbers: readonly string[],
  written: Written,
  word: string,
  nothing: string,
): ExitCode {
  const missing = new Set(written.missing);
  const found = numbers.filter((number) => !missing.has(number));
  print(context, written, written.changed > 0 ? found.map((number) => `${number} ${word}`) : []);
  const forms = new Map(written.alsoAs?.map((also) => [also.number, also.forms.join(' and ')]));
  for (const number of written.missing) {
    const also = forms.get(number);
    context.terminal.err(also === undefined ? say.isNotOnTheList(number) : say.isNotOnTheListOf(number, also));
  }
  for (const number of found)
    if (forms.has(number)) context.terminal.err(say.ofTheSameSubscriber(forms.get(number) ?? '', number));
  if (written.changed === 0 && missing.size === 0) context.terminal.err(nothing);
  return missing.size > 0 ? 2 : 0;
}

/** `list`: one page of the matching entries, and on stderr how to get the next one. */
export async function list(
  context: CommandContext,
  options: FilterOptions & { readonly limit?: number; readonly after?: string },
): Promise<ExitCode> {
  const { limit, after } = options;
  const filter = await readFilter(context.client, options, '');
  const found = await context.client.entries.list({ filter, limit, after });
  const toTime = await loadTimes(context);
  print(
    context,
    found,
    found.entries.map((entry) => toLine(entry, toTime)),
    hasFilter(options, '') || after !== undefined ? say.noEntryFits : say.theListIsEmpty,
  );
  tellOtherChannel(context, options);
  if (!context.json && found.next !== null) context.terminal.err(say.inAllGoOnWith(found.matching, found.next));
  return 0;
}

function toLine(entry: EntryRow, toTime: TimeWriter): string {
  if (entry.removed !== null) return say.removedOn(entry.number, toTime.day(entry.removed.at), entry.removed.why);
  const where = entry.holds
    .map(({ name, until }) => (until === null ? name : say.until(name, toTime.end(until))))
    .join(entry.holds.some(({ except }) => except !== undefined) ? '; ' : ', ');
  const why = entry.reason === null ? '' : say.because(entry.reason);
  const word = { blocked: say.blocked, expired: say.expired, conflict: say.blockedConflict, removed: say.removed }[
    entry.state
  ];
  return say.since(entry.number, word, where, toTime.day(entry.createdAt), why);
}

/**
 * `history`: everything that happened to a number, when by the clock of the desk, and its state at each vendor.
 * @throws CommandFailure (4) for a number with several readings
 */
export async function history(
  context: CommandContext,
  number: string,
  { region }: { readonly region?: string },
): Promise<ExitCode> {
  const [given = number] = await askForE164(context.client, [number], region);
  const { number: e164, history: items, vendors, shown } = await context.client.entries.get({ number: given, region });
  const toTime = await loadTimes(context);
  print(
    context,
    { number: e164, history: items, vendors, shown },
    toStory(items, vendors, shown).map(({ at, sentence }) => `${e164} ${toTime(at)} ${sentence}`),
  );
  for (const { mayCall } of vendors) if (mayCall !== null) context.terminal.err(mayCall);
  if (items.length === 0) context.terminal.err(say.wasNeverOnTheList(e164));
  return 0;
}

/** "Blocked everywhere …" after a number on the same line. */
const toClause = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
