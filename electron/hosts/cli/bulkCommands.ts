/**
 * Changes of many entries at once, by the list's filter or by a file: previewed, confirmed by their count where they are
 * many, and carried out as one batch that can be undone.
 */
import type { BulkSummary } from '../../../shared/contract/bulk.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { CommandFailure } from './commandFailure.ts';
import { saveChunks, toTarget } from './fileCommands.ts';
import { type ColumnOptions, tellNotes, toAnswers, toColumns } from './fileMapping.ts';
import type { FilterOptions } from './filterOptions.ts';
import { readFilter } from './readFilter.ts';
import { finishJob } from './jobs.ts';
import { type StatementOptions, toEditInput } from './listCommands.ts';
import { openFile } from './openFile.ts';
import { type CommandContext, print } from './runCommand.ts';
import { findStrange, toValues } from './valueList.ts';
import type { ExitCode } from './terminal.ts';
import { bulkCommandsWords as say } from '../../../shared/words/cli/list.ts';

type Preview = DeskInputs['bulk']['preview'];

export type BulkOptions = {
  readonly why?: string;
  /** How many entries change, given back by a person who has seen it. */
  readonly confirm?: number;
  readonly dryRun?: boolean;
};

export type BulkFileOptions = BulkOptions &
  ColumnOptions & {
    readonly releaseValues?: readonly string[];
    readonly region?: string;
    readonly sheet?: readonly string[];
    readonly rejects?: string;
    readonly force?: boolean;
  };

/**
 * `edit` and `remove` with a filter: all entries that match, as one batch; `--dry-run` stops before that.
 * @throws CommandFailure (2) without `--why`, or where many change and `--confirm` does not say how many
 */
export async function changeMatching(
  context: CommandContext,
  act: Preview['act'],
  options: BulkOptions & FilterOptions,
): Promise<ExitCode> {
  return run(
    context,
    { of: { kind: 'filter', filter: await readFilter(context.client, options, 'with-') }, act },
    options,
  );
}

/**
 * `remove-file` and `edit-file`: the entries of the numbers in a file, as one batch; `--dry-run` stops before that (4 where the
 * file leaves a question open).
 * @throws CommandFailure as `changeMatching`, (2) for a file that cannot be used, (4) for a question that no option answers
 */
export async function changeByFile(
  context: CommandContext,
  file: string,
  act: Preview['act'],
  options: BulkFileOptions,
): Promise<ExitCode> {
  const { client } = context;
  const rejects = options.rejects === undefined ? undefined : toTarget(context, options.rejects, options.force);
  const found = await openFile(context, file, options);
  const { intake } = found;
  try {
    // What was left out of an import was not asked about a release.
    const { decided, ...columns } = toColumns({ ...found, leftOut: [] }, options);
    tellNotes(context, found.notes, options.map);
    const { requestValues: releaseValues, columnAnswers } = toAnswers(decided, { requests: options.releaseValues });
    const of = { kind: 'file', intake, ...columns, region: options.region, releaseValues, columnAnswers } as const;
    const named = toValues(options.releaseValues ?? []);
    return await run(context, { of, act }, options, { rejects, named });
  } finally {
    await client.intake.discard({ intake }).catch(() => {});
  }
}

/** The act of `edit` and `edit-file`. */
export function toEditAct(options: StatementOptions): Preview['act'] {
  const { patch, targets, expires } = toEditInput(options);
  return { kind: 'edit', patch, targets, expires };
}

async function run(
  context: CommandContext,
  asked: Preview,
  { why, confirm, dryRun }: BulkOptions,
  { rejects, named = [] }: { readonly rejects?: string | undefined; readonly named?: readonly string[] } = {},
): Promise<ExitCode> {
  const { client, terminal } = context;
  if (why === undefined && dryRun !== true) throw new CommandFailure(2, say.sayWhyWhy);
  const { bulk, job } = await client.bulk.preview(asked);
  try {
    await finishJob(context, job, 2);
    const summary = await client.bulk.summary({ bulk });
    const { lines, groups } = summary;
    if (rejects !== undefined) await saveChunks(await client.bulk.rejects({ bulk }), rejects);
    const strange = findStrange(named, [...summary.meanings, ...summary.undecided]);
    if (strange.length > 0) terminal.err(say.noRowSays(strange.map((value) => `"${value}"`).join(', ')));
    if (dryRun !== true && summary.question !== null) {
      const { sentence, option } = summary.question;
      throw new CommandFailure(4, say.answerWith(sentence, option));
    }
    if (lines !== null && lines.total > 0 && lines.rejected === lines.total)
      throw new CommandFailure(2, say.everyLineOfTheFile);
    if (dryRun === true) {
      print(context, summary, toSentences(summary));
      if (summary.question === null) return toCode(context, summary);
      terminal.err(say.answerWith(summary.question.sentence, summary.question.option));
      return 4;
    }
    if (groups.change > 0) {
      checkCount(summary, confirm);
      await finishJob(context, (await client.bulk.apply({ bulk, why: why ?? '', confirm })).job);
    }
    const result = groups.change === 0 ? toNothing(summary) : await client.bulk.result({ bulk });
    for (const warning of result.warnings) terminal.err(warning);
    const { total, rejected, notMeant, twiceInFile } = lines ?? { total: 0, rejected: 0, notMeant: 0, twiceInFile: 0 };
    const read = lines === null ? {} : { lines: total, rejected, notMeant, twiceInFile };
    const verb = summary.kind === 'remove' ? 'removed' : 'changed';
    print(context, { ...result, ...read }, [
      result.batch === null
        ? say.nothingWas(verb, toRest(summary)).trim()
        : say.batch(result.batch, result.changed, verb, toRest(summary)).trim(),
    ]);
    for (const { number, sentence } of result.left) terminal.err(say.wasLeft(number, sentence));
    if (result.leftCount > result.left.length) terminal.err(say.andMore(result.leftCount - result.left.length));
    return toCode(context, summary);
  } finally {
    await client.bulk.discard({ bulk }).catch(() => {});
  }
}

/** 4 where a lead is needed, and says so. */
function toCode({ terminal }: CommandContext, { groups }: BulkSummary): ExitCode {
  if (groups.leadOnly === 0) return 0;
  terminal.err(say.askALead);
  return 4;
}

/** The result of what changes nothing, and so is not carried out. */
function toNothing({ groups: { same, notOnList } }: BulkSummary) {
  return { batch: null, changed: 0, same, notOnList, left: [], leftCount: 0, warnings: [] };
}

/** Many at once want their count given back; a count that was given has to be the one that will change. */
function checkCount({ confirm: asked, groups, total, kind }: BulkSummary, given: number | undefined): void {
  const wanted = asked ?? (given === undefined ? undefined : groups.change);
  if (wanted === undefined || given === wanted) return;
  const what = say.of(wanted, total);
  throw new CommandFailure(2, say.thisWouldGiveConfirm(kind, what, wanted));
}

function toSentences(summary: BulkSummary): string[] {
  const { groups, kind, fields, narrower, asked } = summary;
  const verb = kind === 'remove' ? 'remove' : 'change';
  const touched = fields.map(({ field, count }) => say.ofField(field, count)).join(', ');
  return [
    say.would(verb, groups.change, touched, toRest(summary)).trim(),
    ...(kind === 'edit' && narrower > 0 ? [say.wouldBeBlockedIn(narrower)] : []),
    ...(asked > 0 ? [say.othersAskedForOf(asked)] : []),
  ];
}

/** What does not change, in one line; for a file, what became of its lines. */
function toRest({ groups, lines }: BulkSummary): string {
  const counts: readonly (readonly [number, string])[] = [
    [groups.same, say.soAlready],
    [groups.notOnList, say.notOnTheList],
    [groups.conflict, say.leftWhileAConflict],
    [groups.leadOnly, say.leftToALead],
    [lines?.twiceInFile ?? 0, say.twiceInTheFile],
    [lines?.notMeant ?? 0, say.notMeantByWhatThey],
    [lines?.unclear ?? 0, say.waitingForAnAnswer],
    [lines?.rejected ?? 0, 'rejected'],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${toCount(count)} ${word}`);
  const rest = told.length === 0 ? '' : `${told.join(', ')}.`;
  return lines === null ? rest : say.read(lines.total, rest).trim();
}
