/** Files on the command line: import, batches, undo, export. Paths are made absolute here: the desk may run elsewhere. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { parseMapping } from '../../../shared/domain/columnMapping.ts';
import { CommandFailure } from './errors.ts';
import { finishJob } from './jobs.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';

export type ImportOptions = {
  readonly region?: string;
  readonly map?: string;
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
  const found = await client.intake.open({ from: { kind: 'path', path: resolve(file) }, region });
  const { intake } = found;
  try {
    for (const note of found.notes) terminal.err(note);
    const mapping = toMapping(found, options.map);
    const { job } = await client.intake.preview({
      intake,
      options: { mapping, region, targets: scope, expires, reason, category, onDuplicate, confirmInvalid },
      compare: options.dryRun === true,
    });
    await finishJob(context, job);
    const summary = await client.intake.summary({ intake });
    if (options.rejects !== undefined) await save(await client.intake.rejects({ intake }), resolve(options.rejects));
    for (const { message, count } of summary.rejectedBy)
      terminal.err(`${count.toLocaleString('en')} rejected: ${message}`);
    const { groups, lines } = summary;
    if (options.dryRun === true) {
      const planned = {
        batch: null,
        lines,
        added: groups.new,
        changed: groups.wouldChange,
        alreadyThere: groups.alreadyThere,
        rejected: groups.rejected + groups.unconfirmed,
      };
      print(context, planned, [`Would import ${toCounts(planned)}`]);
      return 0;
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

function toMapping(found: IntakeFound, map: string | undefined) {
  if (map === undefined)
    return found.columns.filter(({ field }) => field !== 'ignore').map(({ column, field }) => ({ column, field }));
  const header = found.headerRow === null ? null : found.columns.map((column) => column.header ?? '');
  const parsed = parseMapping(map, header, found.columns.length);
  if (!parsed.ok) throw new CommandFailure(2, parsed.message);
  return parsed.mapping.map(({ column, field }) => ({ column, field }));
}

type Counts = Readonly<Record<'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected', number>>;

function toCounts({ lines, added, changed, alreadyThere, rejected }: Counts): string {
  const [all, fresh, other, there, bad] = [lines, added, changed, alreadyThere, rejected].map((n) =>
    n.toLocaleString('en'),
  );
  return `${all} lines: ${fresh} added, ${other} changed, ${there} already there, ${bad} rejected.`;
}

export async function batches(context: CommandContext): Promise<ExitCode> {
  const rows = await context.client.batches.list({});
  print(
    context,
    rows,
    rows.map(({ id, at, kind, label, author, state, ...counts }) => {
      const parts = Object.entries({
        added: counts.added,
        changed: counts.changed,
        'already there': counts.alreadyThere,
        rejected: counts.rejected,
        removed: counts.removed,
      }).filter(([, count]) => count > 0);
      const told = parts.map(([word, count]) => `${count.toLocaleString('en')} ${word}`).join(', ');
      return `${id} ${at} ${kind} "${label}" by ${author}${state === 'applied' ? '' : ` (${state})`}: ${told || 'nothing'}`;
    }),
  );
  return 0;
}

export async function undo(context: CommandContext, batch: number): Promise<ExitCode> {
  const undone = await context.client.batches.undo({ batch });
  print(context, undone, [
    `Batch ${batch} undone: ${undone.changed.toLocaleString('en')} numbers are as they were before.`,
  ]);
  for (const number of undone.left) context.terminal.err(`${number} was changed since and stays as it is.`);
  return 0;
}

export async function exportFile(
  context: CommandContext,
  file: string,
  options: { readonly format?: 'csv' | 'json' | 'xlsx' },
): Promise<ExitCode> {
  const named = { '.json': 'json', '.xlsx': 'xlsx' }[extname(file).toLowerCase()] ?? 'csv';
  const format = options.format ?? named;
  if (format !== 'csv' && format !== 'json')
    throw new CommandFailure(2, 'XLSX cannot be written yet; give --format csv or json.');
  const chunks = await context.client.entries.export({ format });
  if (file === '-') {
    for await (const chunk of chunks) await context.terminal.write(chunk);
    return 0;
  }
  const path = resolve(file);
  await save(chunks, path);
  print(context, { path, format }, [`Written to ${path}.`]);
  return 0;
}

/** Writes beside the file and puts it in place at the end, so that a failure leaves no half of it. */
async function save(chunks: AsyncIterable<string>, path: string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await pipeline(chunks, createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw new CommandFailure(1, `${basename(path)} cannot be written (${String(error.code)}); choose another place.`);
    throw error;
  }
}
