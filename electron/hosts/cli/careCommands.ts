/** Care for the desk on the command line: status, settings, verify, go-on, clock-is-right, backup. */
import { resolve } from 'node:path';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createZone, toOffsetText } from '../../../shared/domain/time/zone.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { careCommandsWords as say } from '../../../shared/words/cli/care.ts';

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
    standing.since === null ? `${standing.sentence}.` : say.lastRead(standing.sentence, standing.since),
    say.dncDeskDataIn(version, dataDir),
    say.blockedRemovedWaiting(counts.entries, counts.blocked, counts.removed, counts.conflicts, counts.waiting),
    describeZone(zone),
    ...(info.clock === null ? [] : [info.clock]),
    ...accounts.map(({ name, sentence, notes }) => [`${name}: ${sentence}`, ...notes].join(' ')),
    ...needs.map(({ sentence }) => say.needsYou(sentence)),
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
    say.numbersWithoutACountry(set.region ?? say.noCountryTheyAre),
    say.atTheDesk(set.author),
    say.theCompany(set.company ?? say.notNamedItsPapers),
    quietFrom === null || quietTo === null ? say.noQuietHours : say.quietHoursTo(quietFrom, quietTo),
  ]);
  return 0;
}

/** "Days and times of the desk: America/New_York (now UTC-05:00)". */
function describeZone(name: string): string {
  return say.daysAndTimesOfThe(name, toOffsetText(createZone(name), toInstant(Date.now())));
}

/** `verify`: proves journal and table; 0 where both are whole, else 1 with the problems. */
export async function verify(context: CommandContext): Promise<ExitCode> {
  const verdict = await context.client.app.verify();
  print(context, verdict, verdict.ok ? [say.theListAndItsHistory] : []);
  for (const problem of verdict.problems) context.terminal.err(problem);
  return verdict.ok ? 0 : 1;
}

/** `screen-lock`: how the page is locked; `off` takes the PIN away. */
export async function screenLock(context: CommandContext, isOff: boolean): Promise<ExitCode> {
  const { lock } = context.client;
  const { hasPin, minutes, isLocked } = isOff ? await lock.remove() : await lock.state();
  const after = minutes === 0 ? say.whenAPersonLocks : say.afterWithoutInput(minutes);
  print(context, { hasPin, minutes, isLocked }, [hasPin ? say.thePageAsksForA(after, isLocked) : say.thePageAsksForNo]);
  return 0;
}

/** `go-on`: a person goes on without what is missing at the end of the database. */
export async function goOn(context: CommandContext): Promise<ExitCode> {
  const done = await context.client.app.goOn();
  print(context, done, [done.wasLacking ? say.theDeskGoesOnWithout : say.nothingIsMissing]);
  return 0;
}

/** `clock-is-right`: a person says so, and what it shows is believed. */
export async function clockIsRight(context: CommandContext): Promise<ExitCode> {
  const done = await context.client.app.believeClock();
  print(context, done, [done.wasDoubted ? say.theClockIsBelieved : say.theClockWasNotDoubted]);
  return 0;
}

/** `backup`: a verified copy of the database, at `file` or in its usual place. */
export async function backup(context: CommandContext, file: string | undefined): Promise<ExitCode> {
  const made = await context.client.app.backup({ path: file === undefined ? undefined : resolve(file) });
  const { second } = made;
  const copied = second?.folder == null || second.problem !== null ? [] : [say.aCopyIsIn(second.folder)];
  print(context, made, [say.savedIn(made.entries, made.path), ...copied]);
  // The backup itself is made: that is told, and is no failure.
  if (second !== null && second.problem !== null) context.terminal.err(say.thereIsNoSecondCopy(second.problem));
  return 0;
}
