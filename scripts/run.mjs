// The entry of every npm script: `node scripts/run.mjs COMMAND [ARGUMENT…]`. It works on a fresh clone with Node 20 and
// npm alone (see runScript.mjs); pre-scripts would not, where npm is set to ignore them.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from './runScript.mjs';

/** Command name to the script that does it. */
const commands = {
  start: 'scripts/start.ts',
  dev: 'scripts/dev.ts',
  demo: 'scripts/demo.ts',
  build: 'scripts/build.ts',
  package: 'scripts/package.ts',
  icons: 'scripts/icons.ts',
  test: 'scripts/test.ts',
  vitest: 'scripts/vitest.ts',
  check: 'scripts/check.ts',
  model: 'scripts/model.ts',
  sweep: 'scripts/sweep.ts',
  mutations: 'scripts/mutations.ts',
  kill: 'scripts/kill.ts',
  'hub-kill': 'scripts/hubKill.ts',
  'hub-model': 'scripts/hubModel.ts',
  torture: 'scripts/torture.ts',
  bench: 'bench/run.ts',
  screenshots: 'scripts/screenshots.ts',
  walks: 'test/walks/run.ts',
  house: 'scripts/house.ts',
  cli: 'electron/hosts/cli.ts',
};

const [name = '', ...args] = process.argv.slice(2);
const script = commands[name];
if (script === undefined) {
  console.error(`Unknown command "${name}". Known: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}
await runScript(dirname(dirname(fileURLToPath(import.meta.url))), script, args);
