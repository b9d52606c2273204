/** `check`: may these numbers be called? It is asked before every call, so it opens a desk only where it has to. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../../../shared/contract/entries.ts';
import { nameSystemZone } from '../../../shared/domain/time/zone.ts';
import { checkAlone } from '../../core/compose/checkAlone.ts';
import { databaseName } from '../../core/db/openDatabase.ts';
import { migrationsBeside } from '../beside.ts';
import { openDataDir, toDataDir } from '../dataDir.ts';
import { takeOwnerLock } from '../ownerLock.ts';
import { systemClock } from '../systemClock.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';

export type CheckOptions = {
  readonly region?: string;
  readonly target?: string;
  readonly at?: string;
  readonly registries: boolean;
};

/** `check`: 0 all may be called, 3 one is blocked, 4 one is in doubt. Blocked for sure wins over doubt. */
export async function check(
  context: CommandContext,
  numbers: string[],
  { region, target, at, registries }: CheckOptions,
): Promise<ExitCode> {
  return tell(context, await context.client.entries.check({ numbers, region, target, at, registries }));
}

/** More numbers than a desk is asked at once are its to refuse. */
const mostNumbers = 10_000;

/** The same without a desk; undefined: it has to be opened, or asked, and then tells whatever there is to tell. */
export function checkWithoutDesk(
  { data, ...context }: Pick<CommandContext, 'terminal' | 'json'> & { readonly data: string | undefined },
  numbers: string[],
  { region, target, at, registries }: CheckOptions,
): ExitCode | undefined {
  if (at !== undefined || numbers.length > mostNumbers) return undefined;
  // Nothing is made for a question.
  if (!existsSync(join(toDataDir(data), databaseName))) return undefined;
  const opened = openDataDir(toDataDir(data));
  if (!opened.ok || opened.notices.length > 0) return undefined;
  const { dataDir } = opened;
  const locked = takeOwnerLock(dataDir, { pid: process.pid, host: 'cli', since: new Date().toISOString() });
  if (!locked.ok) return undefined;
  try {
    const parts = { dataDir, migrationsDir: migrationsBeside, systemZone: nameSystemZone, clock: systemClock };
    const results = checkAlone(parts, { numbers, region, target, registries });
    return results === undefined ? undefined : tell(context, results);
  } catch {
    return undefined;
  } finally {
    locked.lock.release();
  }
}

function tell(context: Pick<CommandContext, 'terminal' | 'json'>, results: readonly CheckResult[]): ExitCode {
  print(
    context,
    results,
    results.map(({ number, why, notes = [] }) => [`${number} ${toClause(why)}`, ...notes].join(' ')),
  );
  if (results.some(isBlockedForSure)) return 3;
  // What is in doubt, or a registry that could not answer, leaves the question open: a script must not take that for a yes.
  return results.every(({ callable }) => callable) ? 0 : 4;
}

/** A reading that is none where the text was asked is a doubt, also where it is on the list. */
function isBlockedForSure({ blocked, doubt }: CheckResult): boolean {
  return blocked && (doubt?.readings.some((reading) => reading.blocked && reading.why !== 'elsewhere') ?? true);
}

/** "Blocked everywhere …" after a number on the same line. */
const toClause = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
