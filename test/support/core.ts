/**
 * A real core for tests: a real SQLite file in a folder of its own, and the real router called in process. Tokens stay
 * in memory; the clock is the machine's unless a test gives its own, and the zone is UTC.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { Ports } from '../../electron/core/ports.ts';
import type { OpenGate } from '../../electron/core/compose/composeDesk.ts';
import { createCore } from '../../electron/core/createCore.ts';
import type { CallContext } from '../../electron/core/desk/rpc.ts';
import { openSecrets } from '../../electron/core/secrets/openSecrets.ts';
import { createHostPorts } from '../../electron/hosts/hostPorts.ts';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { migrationsDir } from './migrations.ts';

export type TestCore = {
  readonly client: DeskClient;
  readonly dataDir: string;
  readonly close: () => Promise<void>;
};

/** A new empty folder for a desk, with one beside it for the files that it writes; the returned function removes both. */
export async function makeDataDir(): Promise<{ dataDir: string; outDir: string; remove: () => Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'dnc-desk-test-'));
  const [dataDir, outDir] = [join(place, 'desk'), join(place, 'out')];
  for (const folder of [dataDir, outDir]) await mkdir(folder, { mode: 0o700 });
  return { dataDir, outDir, remove: () => rm(place, { recursive: true, force: true }) };
}

/**
 * Opens a core on a data directory as the command line would, or as `host` does, for calls of `caller`, with the ports that
 * the test gives.
 */
export async function openTestCore(
  dataDir: string,
  {
    caller = 'cli',
    host = 'cli',
    openGate,
    timeoutMs,
    leaseMs,
    ...own
  }: Partial<Ports> & {
    readonly caller?: CallContext['host'];
    readonly host?: CallContext['host'];
    readonly openGate?: OpenGate;
    readonly timeoutMs?: number | undefined;
    readonly leaseMs?: number | undefined;
  } = {},
): Promise<TestCore> {
  const secrets = own.secrets ?? (await openSecrets({ dataDir, keychain: null }));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const ports: Ports = { ...createHostPorts(), systemZone: () => 'UTC', newId: randomUUID, log, ...own, secrets };
  const made = await createCore({ dataDir, migrationsDir, host, ports, openGate, timeoutMs, leaseMs });
  if (!made.ok) throw new Error(made.message);
  const { router, close } = made.core;
  const client: DeskClient = createRouterClient(router, { context: { host: caller } });
  return {
    client,
    dataDir,
    close: async () => {
      await close();
      if (own.dispatcher === undefined) await ports.dispatcher.destroy();
    },
  };
}

/** The whole text of a streamed file. */
export async function readAll(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
