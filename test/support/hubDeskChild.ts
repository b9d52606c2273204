// A desk in a process of its own, which works by itself as an open one does: DATADIR LEASE_MS TIMEOUT_MS. It does what its parent calls.
import { openTestCore } from './core.ts';
import { createMemorySecrets } from './memorySecrets.ts';

export type DeskCall = { readonly id: number; readonly path: readonly string[]; readonly input: unknown };
export type DeskReply = { readonly id: number; readonly value?: unknown; readonly error?: string };

const [dataDir = '', leaseMs = '', timeoutMs = ''] = process.argv.slice(2);
const core = await openTestCore(dataDir, {
  host: 'web',
  secrets: createMemorySecrets(),
  leaseMs: Number(leaseMs),
  timeoutMs: Number(timeoutMs),
});
const reply = (answer: DeskReply): void => void process.send?.(answer);

process.on('message', ({ id, path, input }: DeskCall) => {
  let called: unknown = core.client;
  for (const name of path) called = (called as Record<string, unknown>)[name];
  (called as (given: unknown) => Promise<unknown>)(input).then(
    (value) => reply({ id, value }),
    (error: unknown) => reply({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
reply({ id: 0 });
