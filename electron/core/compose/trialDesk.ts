/**
 * A copy of a database, opened as a desk beside the list: a backup is brought to this version's schema, read as a whole and
 * compared there, before anything happens to the list. Its desk has no tokens and sends nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../../shared/contract/contract.ts';
import { type Answer, type Refusal, refuse } from '../answer.ts';
import { checkBackup } from '../backup/backupFiles.ts';
import { copyDatabase } from '../backup/copyDatabase.ts';
import { findReached, trialPrefix } from '../backup/restore.ts';
import { isSealed, unseal } from '../backup/sealing.ts';
import type { Reached } from '../db/headExchange.ts';
import { databaseName } from '../db/openDatabase.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { openSecrets } from '../secrets/openSecrets.ts';
import { composeDesk, type DeskOptions } from './composeDesk.ts';
import { trialDeskWords as say } from '../../../shared/words/core/desk.ts';

export type TrialDesk = {
  readonly client: ContractRouterClient<Omit<typeof contract, 'backups' | 'lock'>>;
  /** The copy's file. */
  readonly file: string;
  /** How far the database had come before it was opened. */
  readonly reached: Reached;
  /** Closes the desk; the file stays, whole and without a log. */
  readonly close: () => Promise<void>;
  /** Closes the desk and removes the copy. */
  readonly discard: () => Promise<void>;
};

/**
 * Copies `file` into a directory beside the list and opens the copy; `passphrase` opens one that is sealed. What cannot be read is a refusal with its sentence.
 * @throws what is no trouble of the storage: a bug
 */
export async function openTrial(file: string, options: DeskOptions, passphrase?: string): Promise<Answer<TrialDesk>> {
  const { dataDir, ports } = options;
  const dir = mkdtempSync(join(dataDir, trialPrefix));
  const remove = (): void => rmSync(dir, { recursive: true, force: true });
  try {
    if (isSealed(file)) {
      const opened = await unseal(file, join(dir, databaseName), passphrase);
      if (!opened.ok) {
        remove();
        return opened;
      }
    } else await copyDatabase(file, dir);
    const copy = join(dir, databaseName);
    const reached = findReached(copy);
    if (reached === undefined) {
      remove();
      return refuse(say.isNotADatabaseOf(file), 'from');
    }
    const secrets = await openSecrets({ dataDir: dir, keychain: null });
    const opened = await composeDesk({
      ...options,
      dataDir: dir,
      host: 'cli',
      ports: { ...ports, secrets },
      // Programs are answered from the list alone.
      openGate: undefined,
    });
    if (!opened.ok) {
      // What a start says of the list, and of the backups beside it, is not so of a copy.
      const checked = checkBackup(copy, options.migrationsDir);
      remove();
      const message = checked.ok ? opened.message : checked.message;
      return refuse(message.replaceAll(copy, file), 'from');
    }
    const { desk } = opened;
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= desk.close());
    return {
      ok: true,
      value: {
        client: createRouterClient(desk.router, { context: { host: 'cli' } }),
        file: copy,
        reached,
        close,
        async discard() {
          await close();
          remove();
        },
      },
    };
  } catch (error) {
    remove();
    return explain(error, file, dataDir);
  }
}

/** @throws an error that is none of the storage */
function explain(error: unknown, file: string, dataDir: string): Refusal {
  const problem = toStorageProblem(error, file);
  if (problem === undefined) throw error;
  if (problem.code === 'full')
    return {
      ok: false,
      code: 'FAILED',
      message: say.nothingWasRestored(dataDir),
    };
  const why = error instanceof Error ? error.message : String(error);
  return refuse(say.cannotBeReadAsA(basename(file), why), 'from');
}
