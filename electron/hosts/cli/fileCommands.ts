/** Files on the command line: import, batches, undo, export. Paths are made absolute here: the desk may run elsewhere. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ColumnGuess } from '../../../shared/contract/intake.ts';
import { parseMapping } from '../../../shared/domain/columnMapping.ts';
import { askForPart } from '../../../shared/domain/fileParts.ts';
import { toWriteSentence } from '../../core/writeProblem.ts';
import { CommandFailure } from './errors.ts';
import { type FilterOptions, readFilter } from './filterOptions.ts';
import { finishJob } from './jobs.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { toCounted } from './words.ts';

export type ImportOptions = {
  readonly region?: string;
  readonly map?: string;
  readonly sheet?: readonly string[];
  readonly scope?: string[];
  readonly expires?: string;
  readonly reason?: string;
  readonly category?: string;
  readonly onDuplicate?: 'keep' | 'update';
  readonly confirmInvalid?: boolean;
  readonly dryRun?: boolean;
  readonly rejects?: string;
};

/** Finds, previews and applies, as the page does; everything in between is forgotten at the end. */
export async function importFile(context: CommandContext, file: string, options: ImportOptions): Promise<ExitCode> {
  const { client, terminal } = context;
  const { region, scope, expires, reason, category, onDuplicate, confirmInvalid } = options;
  const parts = [...(options.sheet ?? [])];
  const found = await client.intake.open({ from: { kind: 'path', path: resolve(file) }, region, parts });
  const { intake } = found;
  try {
    const question = askForPart(found.name, found.levels, parts, 'choose one with --sheet');
    if (question !== undefined) throw new CommandFailure(2, question);
    const mapping = toMapping(found, options.map);
    // Said after the mapping: a column of numbers that was named on the command line needs no recognising.
    if (options.map === undefined) for (const note of found.notes) terminal.err(note);
    const { job } = await client.intake.preview({
      intake,
      options: { mapping, region, targets: scope, expires, reason, category, onDuplicate, confirmInvalid },
      compare: options.dryRun === true,
    });
    await finishJob(context, job, 2);
    const summary = await client.intake.summary({ intake });
    if (options.rejects !== undefined)
      await saveChunks(await client.intake.rejects({ intake }), resolve(options.rejects));
    for (const { message, count } of summary.rejectedBy)
      terminal.err(`${count.toLocaleString('en')} rejected: ${message}`);
    const { groups, lines } = summary;
    if (summary.rejectedBy.some(({ code }) => code === 'unconfirmed'))
      terminal.err('Give --confirm-invalid to block the possible numbers nevertheless.');
    if (options.dryRun === true) {
      const { new: added, wouldChange: changed, alreadyThere } = groups;
      const rejected = groups.rejected + groups.unconfirmed;
      const planned = { batch: null, lines, added, changed, alreadyThere, rejected };
      print(context, planned, [`Would import ${toCounts(planned)}`]);
      // What the import would answer.
      return rejected === lines ? 2 : 0;
    }
    await finishJob(context, (await client.intake.apply({ intake })).job);
    const result = await client.intake.result({ intake });
    print(context, result, [`Batch ${result.batch}: ${toCounts(result)}`]);
    return 0;
  } finally {
    await client.intake.discard({ intake }).catch(() => {});
  }
}

/** A mapping as it was typed, read against the columns of a file. */
export async function readMapping(
  { client }: CommandContext,
  from: { readonly kind: 'path'; readonly path: string },
  region: string | undefined,
  map: string,
) {
  const found = await client.intake.open({ from, region });
  try {
    return toMapping(found, map);
  } finally {
    await client.intake.discard({ intake: found.intake }).catch(() => {});
  }
}

/** What the columns mean: as it was typed, else as it was recognised. */
export function toMapping(found: FoundColumns, map: string | undefined) {
  if (map === undefined) {
    if (!found.columns.some(({ field }) => field === 'phone')) throw new CommandFailure(2, toColumnsSentence(found));
    return found.columns.filter(({ field }) => field !== 'ignore').map(({ column, field }) => ({ column, field }));
  }
  const header = found.headerRow === null ? null : found.columns.map((column) => column.header ?? '');
  const parsed = parseMapping(map, header, found.columns.length);
  if (!parsed.ok) throw new CommandFailure(2, parsed.message);
  return parsed.mapping.map(({ column, field }) => ({ column, field }));
}

type FoundColumns = {
  readonly name: string;
  readonly headerRow: number | null;
  readonly columns: readonly ColumnGuess[];
};

/** Which columns there are to choose from; a file without a header has places. */
function toColumnsSentence({ name, headerRow, columns }: FoundColumns): string {
  const shown = columns
    .slice(0, 12)
    .map(({ header, column }) => `"${headerRow === null ? column + 1 : (header ?? '')}"`);
  const more = columns.length > shown.length ? ', …' : '';
  const example = headerRow === null ? 'phone=1' : 'phone="Column"';
  return `No column of "${name}" was recognised as phone numbers: name it with --map ${example}; there are ${shown.join(', ')}${more}.`;
}

type Counts = Readonly<Record<'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected', number>>;

function toCounts({ lines, added, changed, alreadyThere, rejected }: Counts): string {
  const [fresh, other, there, bad] = [added, changed, alreadyThere, rejected].map((n) => n.toLocaleString('en'));
  return `${toCounted(lines, 'line')}: ${fresh} added, ${other} changed, ${there} already there, ${bad} rejected.`;
}

export async function batches(context: CommandContext): Promise<ExitCode> {
  const rows = await context.client.batches.list({ limit: 1000 });
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
      const told = parts.map(([word, count]) => `${count.toLocaleString('en')} ${word}`).join(', ');
      const ended = takenBack ? 'stopped half way and taken back' : state;
      const because = why === null ? '' : `, because: ${why}`;
      const of = undoes === null ? '' : ` of batch ${undoes},`;
      return `${id} ${at} ${kind}${of} "${label}" by ${author}${because}${state === 'applied' ? '' : ` (${ended})`}: ${told || 'nothing'}`;
    }),
  );
  return 0;
}

export async function undo(context: CommandContext, batch: number): Promise<ExitCode> {
  const { client, terminal } = context;
  const undone = await client.batches.undo({ batch });
  const { changed, left, leftCount } = undone;
  const kept = leftCount === 0 ? '' : ` ${toCounted(leftCount, 'number was', 'numbers were')} changed since and stay:`;
  print(context, undone, [
    changed === 0 && leftCount > 0
      ? `Nothing of batch ${batch} was undone.${kept}`
      : `Batch ${batch} undone: ${toCounted(changed, 'number is as it was', 'numbers are as they were')} before.${kept}`,
  ]);
  for (const { number, sentence } of left) terminal.err(`${number} ${toClause(sentence)}`);
  if (leftCount > left.length) terminal.err(`… and ${toCounted(leftCount - left.length, 'more')}.`);
  return 0;
}

/** "Changed on …" after a number on the same line. */
const toClause = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

export type ExportOptions = FilterOptions & { readonly format?: 'csv' | 'json' | 'xlsx' };

export async function exportFile(context: CommandContext, file: string, options: ExportOptions): Promise<ExitCode> {
  const named = { '.json': 'json', '.xlsx': 'xlsx' }[extname(file).toLowerCase()] ?? 'csv';
  const format = options.format ?? named;
  if (format !== 'csv' && format !== 'json')
    throw new CommandFailure(2, 'XLSX cannot be written yet; give --format csv or json.');
  const filter = await readFilter(context.client, options);
  const chunks = await context.client.entries.export({ format, filter });
  if (file === '-') {
    for await (const chunk of chunks) await context.terminal.write(chunk);
    return 0;
  }
  const path = resolve(file);
  await saveChunks(chunks, path);
  print(context, { path, format }, [`Written to ${path}.`]);
  return 0;
}

/** Writes beside the file and puts it in place at the end, so that a failure leaves no half of it. */
export async function saveChunks(chunks: AsyncIterable<string>, path: string): Promise<void> {
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
