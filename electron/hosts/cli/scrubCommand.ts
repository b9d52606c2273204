/** `scrub` on the command line: a lead file into its two halves, with a certificate where one is asked for. */
import { extname, resolve } from 'node:path';
import { askForPart } from '../../../shared/domain/columns/fileParts.ts';
import { CommandFailure } from './errors.ts';
import { toMapping } from './fileMapping.ts';
import { finishJob } from './jobs.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { toCounted } from './words.ts';

export type ScrubOptions = {
  readonly clean: string;
  readonly blocked: string;
  readonly region?: string;
  readonly target?: string;
  readonly at?: string;
  readonly certificate?: string;
  readonly columns: 'any' | 'blank';
  readonly notCovered: 'name' | 'block';
  readonly map?: string;
  readonly sheet?: readonly string[];
};

export async function scrubFile(context: CommandContext, file: string, options: ScrubOptions): Promise<ExitCode> {
  const { client, terminal } = context;
  const { region, target, at, columns: several, notCovered, sheet = [] } = options;
  const to = { clean: resolve(options.clean), blocked: resolve(options.blocked) };
  const certificatePath = options.certificate === undefined ? undefined : resolve(options.certificate);
  if (certificatePath !== undefined && [resolve(file), to.clean, to.blocked].includes(certificatePath))
    throw new CommandFailure(2, `${certificatePath} is named twice: the certificate is a file of its own.`);
  const books = [to.clean, to.blocked].filter((path) => extname(path).toLowerCase() === '.xlsx').length;
  if (books === 1)
    throw new CommandFailure(2, 'One half is named .xlsx and the other is not: name both so, or neither.');
  const found = await client.scrub.open({ from: { kind: 'path', path: resolve(file) }, region, parts: [...sheet] });
  const { scrub } = found;
  try {
    const question = askForPart(found.name, found.levels, sheet, 'choose one with --sheet');
    if (question !== undefined) throw new CommandFailure(2, question);
    const mapping = toMapping(found, options.map);
    const { job } = await client.scrub.start({
      scrub,
      options: { mapping, region, target, at, several, notCovered, halves: books === 2 ? 'workbook' : 'text' },
      to,
    });
    await finishJob(context, job);
    const certificate = await client.scrub.result({ scrub });
    if (certificatePath !== undefined) {
      const part = extname(certificatePath).toLowerCase() === '.pdf' ? 'certificatePdf' : 'certificate';
      await client.scrub.save({ scrub, part, path: certificatePath });
    }
    const { read: rows, clean, blocked, blockedBy, blankedCells, notCovered: uncovered, stale } = certificate.rows;
    if (blockedBy.notANumber > 0)
      terminal.err(`${toCounted(blockedBy.notANumber, 'row has', 'rows have')} no number that can be read: blocked.`);
    if (blockedBy.notCovered > 0)
      terminal.err(
        `${toCounted(blockedBy.notCovered, 'row has', 'rows have')} a number that no current version of a registry covers: blocked. Load it, or count them as clean with --not-covered name.`,
      );
    if (uncovered !== null && uncovered > 0)
      terminal.err(
        `${toCounted(uncovered, 'clean row has', 'clean rows have')} a number that no loaded registry covers.`,
      );
    if (stale !== null && stale > 0)
      terminal.err(
        `${toCounted(stale, 'clean row has', 'clean rows have')} a number that only an outdated version of a registry covers.`,
      );
    print(context, { rows, clean, blocked, blockedBy, blankedCells, notCovered: uncovered, stale }, [
      `${toCounted(rows, 'row')}: ${clean.toLocaleString('en')} clean, ${blocked.toLocaleString('en')} blocked.`,
    ]);
    return 0;
  } finally {
    await client.scrub.discard({ scrub }).catch(() => {});
  }
}
