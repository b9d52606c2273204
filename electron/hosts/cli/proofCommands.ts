/** `proof` and `verify-proof`: evidence about a number or a period as a file, and whether such a file holds. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ProofAsked } from '../../../shared/contract/proof.ts';
import { parseMoment } from '../../../shared/domain/time/moment.ts';
import { verifyProof } from '../../core/proof/verifyProof.ts';
import { CommandFailure } from './commandFailure.ts';
import { toTarget } from './fileCommands.ts';
import { finishJob } from './jobs.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { proofCommandsWords as say } from '../../../shared/words/cli/files.ts';

export type ProofOptions = {
  readonly region?: string;
  readonly from?: string;
  readonly to?: string;
  readonly wholeRows?: boolean;
  readonly pdf?: string;
  readonly dataFile?: string;
  readonly force?: boolean;
};

/**
 * `proof`: of a number, or from one time to another; to files, as data on standard output (`--json`), or as lines to read.
 * @throws CommandFailure (2) for a question that is none or a place that is not taken, (1) where the proof could not be made
 */
export async function proof(
  context: CommandContext,
  number: string | undefined,
  options: ProofOptions,
): Promise<ExitCode> {
  const { client, terminal, json } = context;
  const asked = toAsked(number, options);
  const replace = options.force === true;
  const [pdf, data] = [options.pdf, options.dataFile].map((file) =>
    file === undefined ? undefined : toTarget(context, resolve(file), replace),
  );
  if (pdf !== undefined && pdf === data) throw new CommandFailure(2, say.isNamedTwice(pdf));
  const { job } = await client.proofs.start(asked);
  await finishJob(context, job);
  const { lines, seal } = await client.proofs.result({ job });
  const written: string[] = [];
  for (const [part, path] of [
    ['pdf', pdf],
    ['json', data],
  ] as const)
    if (path !== undefined) written.push((await client.proofs.save({ job, part, path, replace })).path);
  if (written.length > 0)
    print(
      context,
      { written, seal },
      written.map((path) => say.writtenTo(path)),
    );
  else if (json) {
    for await (const piece of await client.proofs.download({ job, part: 'json' }))
      if (!(await terminal.write(Buffer.from(piece, 'base64').toString('latin1')))) break;
  } else for (const line of lines) terminal.out(line);
  return 0;
}

function toAsked(number: string | undefined, { region, from, to, wholeRows }: ProofOptions): ProofAsked {
  if (number !== undefined) {
    if (from !== undefined || to !== undefined) throw new CommandFailure(2, say.giveANumberOrA);
    return { kind: 'number', number, region, wholeRows: wholeRows === true };
  }
  if (from === undefined || to === undefined) throw new CommandFailure(2, say.giveANumberOrAPeriod);
  return { kind: 'period', from: toMoment(from), to: toMoment(to) };
}

function toMoment(text: string) {
  const moment = parseMoment(text);
  if (moment === undefined) throw new CommandFailure(2, say.isNotADayOr(text));
  return moment;
}

/** `verify-proof`: 0 where all of it holds, 1 where something does not, 2 where the file cannot be read. It opens no desk. */
export async function verifyProofFile(file: string, json: boolean, terminal: Terminal): Promise<ExitCode> {
  let bytes: Buffer;
  try {
    bytes = await readFile(resolve(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'ENOENT' ? say.thereIsNoSuchFile : code === 'EISDIR' ? say.itIsAFolder : code;
    return terminal.fail(2, say.cannotBeRead(file, why));
  }
  const { title, ok, holds, problems, notShown } = await verifyProof(bytes);
  if (json) terminal.out(JSON.stringify({ file, title, ok, holds, problems, notShown }));
  else {
    if (title !== null) terminal.out(title);
    for (const sentence of holds) terminal.out(say.holds(sentence));
    for (const sentence of notShown) terminal.out(say.notShown(sentence));
    terminal.out(ok ? say.allThatThisFileCan : say.thisFileDoesNotHold);
  }
  for (const problem of problems) terminal.err(problem);
  return ok ? 0 : 1;
}
