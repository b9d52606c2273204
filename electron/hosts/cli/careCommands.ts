/** Looking after the desk on the command line: status, verify, backup. */
import { resolve } from 'node:path';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { toCounted } from './words.ts';

export async function status(context: CommandContext): Promise<ExitCode> {
  const [counts, info, accounts] = await Promise.all([
    context.client.app.status(),
    context.client.app.info(),
    context.client.accounts.list(),
  ]);
  const { version, dataDir, host, secrets } = info;
  print(context, { ...counts, version, dataDir, host, secrets, accounts }, [
    `DNC Desk ${version}, data in ${dataDir}`,
    `${toCounted(counts.entries, 'entry', 'entries')}: ${counts.blocked} blocked, ${counts.removed} removed; ${toCounted(counts.conflicts, 'conflict')}, ${counts.waiting} waiting for vendors`,
    ...accounts.map(({ name, sentence }) => `${name}: ${sentence}`),
    secrets.sentence,
  ]);
  return 0;
}

export async function verify(context: CommandContext): Promise<ExitCode> {
  const verdict = await context.client.app.verify();
  print(context, verdict, verdict.ok ? ['The list and its history are whole.'] : []);
  for (const problem of verdict.problems) context.terminal.err(problem);
  return verdict.ok ? 0 : 1;
}

export async function backup(context: CommandContext, file: string | undefined): Promise<ExitCode> {
  const made = await context.client.app.backup({ path: file === undefined ? undefined : resolve(file) });
  print(context, made, [`${toCounted(made.entries, 'entry is', 'entries are')} saved in ${made.path}.`]);
  return 0;
}
