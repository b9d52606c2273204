// A process that restores a backup and ends itself with SIGKILL at one of its steps on the disk: `node killedRestore.ts DATA
// BACKUP STEP`. STEP is a number, or `before` or `after` the rename by which the backup takes the list's place. At its end it prints
// how many steps there were.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const [dataDir = '', backup = '', step = '0'] = process.argv.slice(2);
let steps = 0;
let counts = false;

/** Has the process killed before its chosen step. */
function watch(on: object, name: string): void {
  const of = on as Record<string, (...args: unknown[]) => unknown>;
  const real = of[name];
  const die = (): void => void process.kill(process.pid, 'SIGKILL');
  of[name] = function counted(this: unknown, ...args: unknown[]) {
    if (!counts) return real?.apply(this, args);
    const isPlacing = name === 'renameSync' && String(args[1]).endsWith('/desk.sqlite');
    if (++steps === Number(step) || (isPlacing && step === 'before')) die();
    const done = real?.apply(this, args);
    if (isPlacing && step === 'after') die();
    return done;
  };
}

for (const name of ['copyFileSync', 'fsyncSync', 'mkdtempSync', 'renameSync', 'rmSync'] as const) watch(fs, name);
for (const name of ['close', 'pragma'] as const) watch(Database.prototype, name);
syncBuiltinESMExports();

const { openTestCore } = await import('./core.ts');
const { client, close } = await openTestCore(dataDir);
counts = true;
await client.backups.restore({ from: { kind: 'path', path: backup } });
counts = false;
await close();
process.stdout.write(`${steps}\n`);
