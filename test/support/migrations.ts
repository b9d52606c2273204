/**
 * The migrations that tests open desks with. Those of the bundle, where they are the same: beside them stands what schema they
 * make, as beside those of an installed desk, so that a thousand opened desks need not make it each time.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const own = join(root, 'electron', 'core', 'db', 'migrations');
const built = join(root, 'out', 'main', 'migrations');

const read = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

export const migrationsDir = existsSync(built) && String(read(built)) === String(read(own)) ? built : own;
