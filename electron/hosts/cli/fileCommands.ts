/**
 * Files on the command line: batches, undo, export; import is in importCommand.ts. Paths are made absolute here: the desk
 * may run elsewhere.
 */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LeftEntry } from '../../../shared/contract/entries.ts';
import { toWriteSentence } from '../../core/files/write/writeProblem.ts';
import { toWriteTarget } from '../../core/files/write/writeTarget.ts';
import { CommandFailure } from './commandFailure.ts';
import { loadTimes } from './deskTimes.ts';
import type { FilterOptions } from './filterOptions.ts';
import { readFilter, tellOtherChannel } from './readFilter.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { fileCommandsWords as say } from '../../../shared/words/cli/files.ts';

/** `batches`: the newest thousand, newest first. */
export async function batches(context: CommandContext): Promise<ExitCode> {
  const rows = await context.client.batches.list({ limit: 1000 });
  const toTime = await loadTimes(context);
  print(
    context,
    rows,
    rows.map(({ id, at, kind, label, author, state, why, left, takenBack, undoes, ...counts }) => {
      const parts = Object.entries({
        added: counts.added,
        changed: counts.changed,
        'already there': counts.alreadyThere,
        rejected: counts.rejected,
        removed: counts.removed,
        'left as they were': left,
      }).filter(([, count]) => count > 0);
      const told = parts.map(([word, count]) => `${toCount(count)} ${word}`).join(', ');
      const ended = takenBack ? say.stoppedHalfWayAnd : state;
      const because = why === null ? '' : say.because(why);
      const of = undoes === null ? '' : say.ofBatch(undoes);
      return say.batchLine({
        id,
        at: toTime(at),
        kind,
        of,
        label,
        author,
        because,
        state,
        ended,
        told: told || 'nothing',
      });
    }),
    say.thereIsNoBatch,
  );
  return 0;
}

/** `undo`: takes a batch back; what was changed since is left, and named on stderr. */
export async function undo(
  context: CommandContext,
  batch: number,
  { dryRun }: { readonly dryRun?: boolean } = {},
): Promise<ExitCode> {
  const { client, terminal } = context;
  const foreseen = await client.batches.foreseeUndo({ batch });
  const more = foreseen.more === 0 ? [] : [say.theSameForOfThis(foreseen.more)];
  if (dryRun === true) {
    print(context, foreseen, [...foreseen.vendors, ...tellAsked(foreseen), ...more, say.nothingWasChanged]);
    return 0;
  }
  const [row] = await client.batches.list({ before: batch + 1, limit: 1 });
  const undone = await client.batches.undo({ batch });
  const { changed, left, leftCount, asked } = undone;
  const kept = leftCount === 0 ? '' : say.changedSinceAndLeft(leftCount);
  print(context, undone, [
    changed === 0 && leftCount > 0 ? say.nothingOfBatchWas(batch, kept) : say.batchUndoneBefore(batch, changed, kept),
    ...(asked === 0 || undone.batch === null ? [] : [say.asksNoLonger(asked, row?.undoes != null)]),
  ]);
  if (row?.id === batch && row.kind === 'pull' && row.added > 0 && changed > 0)
    terminal.err(say.whatItBlockedCame(row.author, undone.batch));
  if (changed > 0) for (const sentence of [...foreseen.vendors, ...more]) terminal.err(sentence);
  for (const { number, sentence } of left) terminal.err(`${number} ${toClause(sentence)}`);
  if (leftCount > left.length) terminal.err(say.andMore(leftCount - left.length));
  return 0;
}

/** Which numbers stay blocked because somebody asked for them since. */
function tellAsked({ asked, askedCount }: { asked: readonly LeftEntry[]; askedCount: number }): readonly string[] {
  const lines = asked.map(({ number, sentence }) => `${number} ${toClause(sentence)}`);
  return askedCount > asked.length ? [...lines, say.andMore(askedCount - asked.length)] : lines;
}

/** "Changed on …" after a number on the same line. */
const toClause = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

export type ExportOptions = FilterOptions & { readonly format?: 'csv' | 'json' | 'xlsx'; readonly force?: boolean };

/**
 * `export`: the list, or what a filter matches, to a file or (`-`) to stdout; by default the name tells the format.
 * @throws CommandFailure (2) for a workbook on stdout or a place that is not taken, (1) where the file cannot be written
 */
export async function exportFile(context: CommandContext, file: string, options: ExportOptions): Promise<ExitCode> {
  const format = options.format ?? toFormat(file);
  if (format === 'xlsx' && file === '-') throw new CommandFailure(2, say.aWorkbookCannotGo);
  const path = file === '-' ? undefined : toTarget(context, file, options.force);
  const filter = await readFilter(context.client, options, '');
  const chunks = await context.client.entries.export({ format, filter });
  tellOtherChannel(context, options);
  if (path === undefined) {
    for await (const chunk of chunks) if (!(await context.terminal.write(chunk))) break;
    return 0;
  }
  await saveChunks(format === 'xlsx' ? eachPiece(chunks) : chunks, path);
  print(context, { path, format }, [say.writtenTo(path)]);
  return 0;
}

/** The format that a file's name asks for. */
function toFormat(file: string): NonNullable<ExportOptions['format']> {
  const extension = extname(file).toLowerCase();
  return extension === '.json' ? 'json' : extension === '.xlsx' ? 'xlsx' : 'csv';
}

/** The bytes of a workbook, which comes as base64. */
async function* eachPiece(chunks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk, 'base64');
}

/**
 * The real path of a file that is to be written; `force`: one that is there may be replaced.
 * @throws CommandFailure (2) with a sentence for a place that is not taken
 */
export function toTarget({ dataDir }: CommandContext, file: string, force = false): string {
  const target = toWriteTarget(resolve(file), { dataDir, replace: force });
  if (!target.ok) throw new CommandFailure(2, target.message);
  return target.value;
}

/**
 * Writes beside the file and puts it in place at the end, so that a failure leaves no half of it. `path` is from `toTarget`.
 * @throws CommandFailure (1) with a sentence for what the disk refuses, and whatever `chunks` throws
 */
export async function saveChunks(chunks: AsyncIterable<string | Uint8Array>, path: string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await pipeline(chunks, createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw new CommandFailure(1, toWriteSentence(path, String(error.code)));
    throw error;
  }
}
