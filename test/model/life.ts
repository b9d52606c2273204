/**
 * One life of a core: from opening its data directory until it is closed, or killed and left to itself. A killed core
 * keeps running on its old directory without network and with a clock of its own; the next one opens a copy of the files.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { createCore } from '../../electron/core/createCore.ts';
import type { Log, SecretStore } from '../../electron/core/ports.ts';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { migrationsDir } from '../support/migrations.ts';
import { Gate, type GateOptions } from './gate.ts';
import { dropCommits, readCommits, type WalCommits } from './walFile.ts';

export type Life = {
  readonly client: DeskClient;
  readonly gate: Gate;
  readonly dir: string;
  /** Another number after every commit. */
  readonly version: () => number;
  /** The commits so far. */
  readonly commits: () => WalCommits;
  /** Copies its files as they are at this moment; answers the directory of the copy. */
  readonly copy: () => string;
  /** Ends it as `kill -9` would, less the last `drop` commits after `since`; answers the directory that is left. */
  readonly kill: (drop: number, since: WalCommits) => string;
  /** `keepsFolder`: it is opened again. */
  readonly close: (keepsFolder?: boolean) => Promise<void>;
};

export type LifeOptions = Omit<GateOptions, 'inner'> & {
  readonly inner: GateOptions['inner'];
  readonly dataDir: string;
  readonly random: () => number;
  readonly newId: () => string;
  readonly secrets: SecretStore;
};

const files = ['desk.sqlite', 'desk.sqlite-wal'] as const;

export async function startLife(options: LifeOptions): Promise<Life> {
  const { dataDir, clock, random, newId, secrets, violate } = options;
  const gate = new Gate(options);
  const complain = (event: string, data?: unknown): void => {
    // What a killed core thinks of its end is of no interest.
    if (!gate.isDead) violate(`the core logged ${event}: ${JSON.stringify(data)}`);
  };
  const systemZone = () => 'America/New_York';
  const log: Log = { info() {}, warn() {}, error: complain };
  const made = await createCore({
    dataDir,
    migrationsDir,
    host: 'cli',
    ports: { clock: clock.forLife(() => gate.isDead), random, newId, dispatcher: gate, secrets, log, systemZone },
  });
  if (!made.ok) throw new Error(`The core does not open: ${made.message}`);
  const { core } = made;
  const client: DeskClient = createRouterClient(core.router, { context: { host: 'cli' } });
  const wal = join(dataDir, 'desk.sqlite-wal');
  function copy(): string {
    const left = mkdtempSync(`${dataDir}-`);
    for (const file of files) if (existsSync(join(dataDir, file))) cpSync(join(dataDir, file), join(left, file));
    return left;
  }
  const beside = new Database(join(dataDir, 'desk.sqlite'), { readonly: true });
  return {
    client,
    gate,
    dir: dataDir,
    version: () => beside.pragma('data_version', { simple: true }) as number,
    commits: () => readCommits(wal),
    copy,
    kill(drop, since) {
      const left = copy();
      dropCommits(join(left, 'desk.sqlite-wal'), since, drop);
      gate.kill(drop > 0);
      return left;
    },
    async close(keepsFolder = false) {
      beside.close();
      await core.close();
      if (!keepsFolder) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
