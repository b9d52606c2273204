/** Care for the desk on the command line: status, settings, verify, go-on, backup. */
import { resolve } from 'node:path';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createZone, toOffsetText } from '../../../shared/domain/time/zone.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';

/** `status`: whether it is safe to dial, what the list holds, how far the vendors are, and what needs a person. */
export async function status(context: CommandContext): Promise<ExitCode> {
  const [counts, info, { zone }, accounts, home] = await Promise.all([
    context.client.app.status(),
    context.client.app.info(),
    context.client.app.settings(),
    context.client.accounts.list(),
    context.client.home.state(),
  ]);
  const { standing, needs, clock } = home;
  const { version, dataDir, host, secrets } = info;
  print(context, { ...counts, version, dataDir, host, zone, secrets, accounts, standing, needs, clock }, [
    standing.since === null ? `${standing.sentence}.` : `${standing.sentence}, last read ${standing.since}.`,
    `DNC Desk ${version}, data in ${dataDir}`,
    `${countOf(counts.entries, 'entry', 'entries')}: ${toCount(counts.blocked)} blocked, ${toCount(counts.removed)} removed; ${countOf(counts.conflicts, 'conflict')}, ${toCount(counts.waiting)} waiting for vendors`,
    describeZone(zone),
    ...accounts.map(({ name, sentence, notes }) => [`${name}: ${sentence}`, ...notes].join(' ')),
    ...needs.map(({ sentence }) => `Needs you: ${sentence}`),
    secrets.sentence,
  ]);
  return 0;
}

export type SettingsOptions = {
  readonly zone?: string;
  readonly region?: string;
  readonly author?: string;
  readonly company?: string;
};

/** Saves the given settings, and prints all of them. */
export async function settings(
  context: CommandContext,
  { zone, region, author, company }: SettingsOptions,
): Promise<ExitCode> {
  const { app } = context.client;
  const isAsked = [zone, region, author, company].every((given) => given === undefined);
  const set = isAsked ? await app.settings() : await app.saveSettings({ zone, region, author, company });
  const { quietFrom, quietTo } = set;
  print(context, set, [
    describeZone(set.zone),
    `Numbers without a country code are read as of: ${set.region ?? 'no country, they are refused'}`,
    `At the desk: ${set.author}`,
    `The company: ${set.company ?? 'not named; its papers should name it'}`,
    quietFrom === null || quietTo === null ? 'No quiet hours' : `Quiet hours: ${quietFrom} to ${quietTo}`,
  ]);
  return 0;
}

/** "Days and times of the desk: America/New_York (now UTC-05:00)". */
function describeZone(name: string): string {
  return `Days and times of the desk: ${name} (now ${toOffsetText(createZone(name), toInstant(Date.now()))})`;
}

/** `verify`: proves journal and table; 0 where both are whole, else 1 with the problems. */
export async function verify(context: CommandContext): Promise<ExitCode> {
  const verdict = await context.client.app.verify();
  print(context, verdict, verdict.ok ? ['The list and its history are whole.'] : []);
  for (const problem of verdict.problems) context.terminal.err(problem);
  return verdict.ok ? 0 : 1;
}

/** `screen-lock`: how the page is locked; `off` takes the PIN away. */
export async function screenLock(context: CommandContext, isOff: boolean): Promise<ExitCode> {
  const { lock } = context.client;
  const { hasPin, minutes, isLocked } = isOff ? await lock.remove() : await lock.state();
  const after = minutes === 0 ? 'when a person locks it' : `after ${countOf(minutes, 'minute')} without input`;
  print(context, { hasPin, minutes, isLocked }, [
    hasPin
      ? `The page asks for a PIN ${after}, and after every start.${isLocked ? ' It is locked now.' : ''}`
      : 'The page asks for no PIN.',
  ]);
  return 0;
}

/** `go-on`: a person goes on without what is missing at the end of the database. */
export async function goOn(context: CommandContext): Promise<ExitCode> {
  const done = await context.client.app.goOn();
  print(context, done, [
    done.wasLacking
      ? 'The desk goes on without what is missing: numbers are answered and vendors are sent to again.'
      : 'Nothing is missing.',
  ]);
  return 0;
}

/** `backup`: a verified copy of the database, at `file` or in its usual place. */
export async function backup(context: CommandContext, file: string | undefined): Promise<ExitCode> {
  const made = await context.client.app.backup({ path: file === undefined ? undefined : resolve(file) });
  const { second } = made;
  const copied = second === null || second.problem !== null ? [] : [`A copy is in ${second.folder}.`];
  print(context, made, [`${countOf(made.entries, 'entry is', 'entries are')} saved in ${made.path}.`, ...copied]);
  // The backup itself is made: that is told, and is no failure.
  if (second !== null && second.problem !== null) context.terminal.err(`There is no second copy. ${second.problem}`);
  return 0;
}
