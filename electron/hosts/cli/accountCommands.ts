/** Vendors on the command line: accounts and sync. An account is named by its name or id. */
import { resolve } from 'node:path';
import type { NextSync, SyncResult } from '../../../shared/contract/sync.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { CommandFailure } from './commandFailure.ts';
import { findAccount } from './findAccount.ts';
import { readMapping } from './fileMapping.ts';
import { finishJob } from './jobs.ts';
import { refuseForgetting } from './refuseForgetting.ts';
import { type CommandContext, print } from './runCommand.ts';
import { tellQuestions } from './sameCommands.ts';
import { preferSmallHeap } from './smallHeap.ts';
import type { ExitCode } from './terminal.ts';
import { accountCommandsWords as say } from '../../../shared/words/cli/accounts.ts';

/** `accounts`: each account with its state, one a line. */
export async function listAccounts(context: CommandContext): Promise<ExitCode> {
  const rows = await context.client.accounts.list();
  print(
    context,
    rows,
    rows.map(({ id, name, vendorName, baseUrl, sentence, notes }) =>
      [`${id} ${name} (${vendorName}, ${baseUrl}): ${sentence}`, ...notes].join(' '),
    ),
    say.noAccountIsConnected,
  );
  return 0;
}

export type AddAccountOptions = {
  readonly name: string;
  readonly url?: string;
  readonly set?: string[];
  readonly adopt?: 'target' | 'everywhere' | 'ask';
  readonly every?: number;
  readonly tokenStdin?: boolean;
  readonly putBack?: boolean;
};

/**
 * `accounts add`: connects an account and prints its id. The token comes from stdin alone: arguments and variables show in
 * process lists and shell histories.
 * @throws CommandFailure (2) without a token or for a setting that is no `key=value`, (1) where no place would keep the token
 */
export async function addAccount(
  context: CommandContext,
  vendor: string,
  { name, url, set = [], adopt, every, tokenStdin, putBack }: AddAccountOptions,
): Promise<ExitCode> {
  if (tokenStdin !== true) throw new CommandFailure(2, say.giveTheTokenOnStandard);
  const settings = Object.fromEntries(set.map(toSetting));
  const token = (await context.terminal.readInput()).trim();
  if (token === '') throw new CommandFailure(2, say.thereWasNoTokenOn);
  await refuseForgetting(context);
  const { id } = await context.client.accounts.add({
    vendor,
    name,
    baseUrl: url,
    settings,
    token,
    adopt,
    everyMinutes: every,
    putsBack: putBack,
  });
  print(context, { id }, [say.accountAdded(id)]);
  const kind = (await context.client.accounts.vendors()).find((one) => one.id === vendor);
  // A script cannot be asked, so its author is told.
  if (kind?.mailsOnAdd === true) context.terminal.err(say.eMailsYourOrganisations(kind.name));
  return await tellQuestions(context, 0, id);
}

function toSetting(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new CommandFailure(2, say.isNoSettingWrite(pair));
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/**
 * `accounts test`: 0 where the vendor accepts the token, else 1 with the vendor's verdict.
 * @throws CommandFailure (2) for an unknown account
 */
export async function testAccount(context: CommandContext, named: string): Promise<ExitCode> {
  const { id } = await findAccount(context.client, named);
  const verdict = await context.client.accounts.test({ account: id });
  print(context, verdict, verdict.ok ? [verdict.sentence] : []);
  return verdict.ok ? 0 : context.terminal.fail(1, verdict.sentence);
}

/** `accounts targets`: the account and its agents, asked anew. @throws CommandFailure (2) for an unknown account */
export async function listTargets(context: CommandContext, named: string): Promise<ExitCode> {
  const { id } = await findAccount(context.client, named);
  const targets = await context.client.accounts.targets({ account: id });
  print(
    context,
    targets,
    targets.map(
      (target) =>
        `${target.id} ${target.label} (${target.kind}${target.state === 'active' ? '' : `, ${target.state}`})`,
    ),
  );
  return 0;
}

/**
 * `accounts confirm`: the address of an account that came with a restored backup is right, and its token may go there.
 * @throws CommandFailure (2) for an unknown account
 */
export async function confirmAddress(context: CommandContext, named: string): Promise<ExitCode> {
  const { id, name, baseUrl } = await findAccount(context.client, named);
  await context.client.accounts.confirmAddress({ account: id });
  print(context, { id }, [say.confirmedIsAt(name, baseUrl)]);
  return 0;
}

/**
 * `accounts token`: keeps the token of an account on this computer.
 * @throws CommandFailure (2) for an unknown account, or without a token, (1) where no place would keep it
 */
export async function giveToken(context: CommandContext, named: string): Promise<ExitCode> {
  const { id, name } = await findAccount(context.client, named);
  const token = (await context.terminal.readInput()).trim();
  if (token === '') throw new CommandFailure(2, say.thereWasNoTokenOn);
  await refuseForgetting(context);
  await context.client.accounts.update({ account: id, token });
  print(context, { id }, [say.theTokenOfIsKept(name)]);
  return 0;
}

/**
 * `accounts remove`: forgets the account here and removes nothing there.
 * @throws CommandFailure (2) for an unknown account
 */
export async function removeAccount(context: CommandContext, named: string): Promise<ExitCode> {
  const { id, name } = await findAccount(context.client, named);
  await context.client.accounts.remove({ account: id });
  print(context, { id }, [say.accountIsForgotten(name)]);
  return 0;
}

/**
 * `accounts answer`: answers a scan that stopped because it would have removed too much. `gone`: its absences count, each as
 * a conflict.
 * @throws CommandFailure (2) for an unknown account, or one that waits for no answer
 */
export async function answerScan(context: CommandContext, named: string, answer: 'gone' | 'keep'): Promise<ExitCode> {
  const { client } = context;
  const { id, name, suspicion } = await findAccount(client, named);
  if (suspicion === null) throw new CommandFailure(2, say.noReadingOfSList(name));
  await client.sync.answerSuspicion({ account: id, run: suspicion.run, confirm: answer === 'gone' });
  print(context, { account: name, answer }, [
    answer === 'gone' && suspicion.about === 'agents'
      ? say.notedTheseAreThe(name)
      : answer === 'gone'
        ? say.notedTheyAreGone(name)
        : say.notedAnsweredToo(name),
  ]);
  return 0;
}

/**
 * `sync`: one run of one account or of all. 0 in step, 1 where a run failed or was stopped, 4 where a person has to decide.
 * @throws CommandFailure (2) for an unknown account, (1) where the work itself breaks
 */
export async function sync(context: CommandContext, named: string | undefined): Promise<ExitCode> {
  const { client, terminal, ownProcess } = context;
  if (ownProcess) preferSmallHeap();
  const account = named === undefined ? undefined : (await findAccount(client, named)).id;
  const { job } = await client.sync.run({ account });
  await finishJob(context, job);
  const results = await client.sync.results({ job });
  print(context, results, results.map(toLine));
  for (const { account: name, error, outcome } of results) {
    if (error !== null) terminal.err(`${name}: ${error}`);
    if (outcome === 'suspicious') terminal.err(toAnswerHint(name));
  }
  if (results.some(({ outcome }) => outcome === 'failed' || outcome === 'cancelled' || outcome === 'interrupted'))
    return 1;
  const isAsked = results.some(({ outcome, conflicts }) => outcome === 'suspicious' || conflicts > 0);
  return await tellQuestions(context, isAsked ? 4 : 0);
}

const nextWords = {
  add: say.toAdd,
  change: say.toChange,
  remove: say.toRemoveThere,
  lookUp: say.toLookUpFirst,
  settled: say.soAlreadyAsFarAs,
  wait: say.waiting,
  person: say.waitingForAPerson,
} as const satisfies Record<NextSync['groups'][number]['kind'], string>;

/** `sync --dry-run`: what would be sent to one account, or to all, and what may change until then. */
export async function previewSync(context: CommandContext, named: string | undefined): Promise<ExitCode> {
  const { client } = context;
  const accounts = named === undefined ? await client.accounts.list() : [await findAccount(client, named)];
  const previews = await Promise.all(accounts.map(({ id }) => client.sync.preview({ account: id })));
  const lines = previews.flatMap(({ groups, notes }, at) => [
    `${accounts[at]?.name ?? ''}: ${groups.length === 0 ? say.nothingIsOwed : groups.map(({ kind, count }) => `${toCount(count)} ${nextWords[kind]}`).join(', ')}`,
    ...groups.flatMap(({ kind, lines: some }) =>
      some.map(({ number, place, why }) => `  ${number} ${nextWords[kind]}, ${place}: ${why}`),
    ),
    ...notes.map((note) => `  ${note}`),
  ]);
  print(context, previews, lines);
  return 0;
}

export type ScanFileOptions = { readonly region?: string; readonly map?: string };

/**
 * `scan-file`: the vendor's own export in the place of a scan. Exit codes are those of `sync`; a file that cannot be used, or
 * not to its end, is bad input (2).
 */
export async function scanFile(
  context: CommandContext,
  named: string,
  file: string,
  { region, map }: ScanFileOptions,
): Promise<ExitCode> {
  const { client, terminal, ownProcess } = context;
  if (ownProcess) preferSmallHeap();
  const { id } = await findAccount(client, named);
  const from = { kind: 'path', path: resolve(file) } as const;
  const mapping = map === undefined ? undefined : await readMapping(context, from, region, map);
  const { job } = await client.sync.scanFile({ account: id, from, region, mapping });
  await finishJob(context, job);
  const results = await client.sync.results({ job });
  print(context, results, results.map(toLine));
  for (const { account, error, outcome } of results) {
    if (error !== null) terminal.err(`${account}: ${error}`);
    if (outcome === 'suspicious') terminal.err(toAnswerHint(account));
  }
  if (results.some(({ outcome }) => outcome === 'cancelled')) return 1;
  if (results.some(({ outcome }) => outcome === 'failed')) return 2;
  return results.some(({ error, conflicts }) => error !== null || conflicts > 0) ? 4 : 0;
}

const toAnswerHint = (account: string): string => say.wereTheyRemovedAt(account);

function toLine(result: SyncResult): string {
  const word = {
    done: say.done,
    failed: say.failed,
    cancelled: say.cancelled,
    suspicious: say.needsYou,
    interrupted: say.interrupted,
  }[result.outcome];
  return say.readSentAddedChanged({ ...result, word });
}
