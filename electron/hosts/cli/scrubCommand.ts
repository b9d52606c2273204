/** `scrub` on the command line: splits a lead file into its two halves, with a certificate if one is asked for. */
import { extname, resolve } from 'node:path';
import { toColumnTitle, toColumnWord } from '../../../shared/domain/columns/columnMapping.ts';
import { askForPart } from '../../../shared/domain/columns/fileParts.ts';
import type { ScrubCertificate, ScrubFound } from '../../../shared/contract/scrub.ts';
import { CommandFailure } from './commandFailure.ts';
import { type ColumnOptions, tellNotes, toColumns } from './fileMapping.ts';
import { toTarget } from './fileCommands.ts';
import { finishJob } from './jobs.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { scrubCommandWords as say } from '../../../shared/words/cli/files.ts';

export type ScrubOptions = ColumnOptions & {
  readonly clean: string;
  readonly blocked: string;
  readonly region?: string;
  readonly target?: string;
  readonly at?: string;
  readonly certificate?: string;
  readonly columns: 'any' | 'blank';
  readonly notCovered: 'name' | 'block';
  readonly doubtful: 'name' | 'block';
  readonly forgetColumns?: boolean;
  readonly force?: boolean;
  readonly sheet?: readonly string[];
};

/**
 * `scrub`: splits a lead file in a clean and a blocked one, with a certificate where one is asked for.
 * @throws CommandFailure (2) for paths that clash, or a file that cannot be used
 */
export async function scrubFile(context: CommandContext, file: string, options: ScrubOptions): Promise<ExitCode> {
  const { client } = context;
  const { region, target, at, columns: several, notCovered, doubtful, sheet = [] } = options;
  const to = { clean: resolve(options.clean), blocked: resolve(options.blocked) };
  const replace = options.force === true;
  const proof = options.certificate === undefined ? undefined : resolve(options.certificate);
  if (proof !== undefined && [resolve(file), to.clean, to.blocked].includes(proof))
    throw new CommandFailure(2, say.isNamedTwiceTheCertificate(proof));
  const certificatePath = proof === undefined ? undefined : toTarget(context, proof, replace);
  const books = [to.clean, to.blocked].filter((path) => extname(path).toLowerCase() === '.xlsx').length;
  if (books === 1) throw new CommandFailure(2, say.oneHalfIsNamedXlsx);
  let found = await client.scrub.open({ from: { kind: 'path', path: resolve(file) }, region, parts: [...sheet] });
  const { scrub } = found;
  try {
    const question = askForPart(found.name, found.levels, sheet, say.chooseOneWithSheet);
    if (question !== undefined) throw new CommandFailure(2, question);
    if (options.forgetColumns === true) found = await client.scrub.forgetMapping({ scrub });
    // Remembered answers must not cut short what the options say.
    const known = options.map === undefined ? found : { ...found, leftOut: [] };
    const { mapping, leftOut } = toColumns(known, options);
    tellNotes(context, found.notes, options.map);
    tellColumns(context, found, options);
    const { job } = await client.scrub.start({
      scrub,
      options: {
        mapping,
        leftOut,
        region,
        target,
        at,
        several,
        notCovered,
        doubtful,
        halves: books === 2 ? 'workbook' : 'text',
      },
      to,
      replace,
    });
    await finishJob(context, job);
    const certificate = await client.scrub.result({ scrub });
    if (certificatePath !== undefined) {
      const part = extname(certificatePath).toLowerCase() === '.pdf' ? 'certificatePdf' : 'certificate';
      await client.scrub.save({ scrub, part, path: certificatePath, replace });
    }
    tellRows(context, certificate, { ...found, mapping });
    const {
      read: rows,
      clean,
      blocked,
      blockedBy,
      blankedCells,
      notCovered: uncovered,
      stale,
      inDoubt,
    } = certificate.rows;
    print(context, { rows, clean, blocked, blockedBy, blankedCells, notCovered: uncovered, stale, inDoubt }, [
      say.cleanBlocked(rows, clean, blocked),
    ]);
    if ((await client.app.info()).entries === 0) context.terminal.err(say.theListIsEmpty);
    return 0;
  } finally {
    await client.scrub.discard({ scrub }).catch(() => {});
  }
}

/** Tells that columns are read as the last time, and which are not looked at. */
function tellColumns({ terminal }: CommandContext, found: ScrubFound, { map }: ScrubOptions): void {
  const { columns, leftOut, remembered } = found;
  if (remembered === null || map !== undefined) return;
  const read = columns
    .filter(({ field }) => field !== 'ignore')
    .map(({ header, field }) => `${field}="${header ?? ''}"`);
  const left = leftOut.map((column) => `"${columns[column]?.header ?? ''}"`);
  const without = left.length === 0 ? '' : say.leftOutSoThatNo(left.join(', '));
  terminal.err(say.columnsAreReadAs(remembered.at.slice(0, 10), read.join(', '), without));
}

/** Tells why rows are blocked that no list blocks, what is open about the clean ones, and which option changes it. */
function tellRows(
  { terminal }: CommandContext,
  { rows, columns }: ScrubCertificate,
  file: Pick<ScrubFound, 'columns'> & { readonly mapping: ReturnType<typeof toColumns>['mapping'] },
): void {
  const names = file.columns.map(({ header }) => header);
  const isDoubtful = (column: number) =>
    file.mapping.some((each) => each.column === column && each.field === 'doubtfulFlag');
  const { blockedBy, notCovered, stale, inDoubt } = rows;
  const tell = (count: number | null, sentence: (rows: number) => string): void => {
    if (count !== null && count > 0) terminal.err(sentence(count));
  };
  tell(blockedBy.flagged, say.saysItself);
  for (const { column, rows: held } of columns.unexplained) {
    const [title, word] = [toColumnTitle(names, column), toColumnWord(names, column)];
    terminal.err(isDoubtful(column) ? say.notExplained(held, title, word) : say.wordsNotExplained(held, title, word));
  }
  tell(blockedBy.notANumber, say.noNumber);
  tell(blockedBy.inDoubt, say.blockedInDoubt);
  tell(blockedBy.notCovered, say.blockedNotCovered);
  tell(inDoubt, say.cleanInDoubt);
  tell(notCovered, say.cleanNotCovered);
  tell(stale, say.cleanStale);
  tell(columns.country?.unknown ?? 0, (count) => say.unknownCountry(count, columns.country?.name ?? ''));
}
