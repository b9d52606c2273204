// `npm run test:mutations [-- --only TEXT]`: is the proof of sync worth anything? Plants one bug after the other in a copy of
// the sources (test/model/mutations/table.ts) and runs the model and the sweep on it until they find it. Fails where one
// stays unfound, where a patch no longer fits, and where the model finds a bug in the sources as they are.
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Mutation, mutations } from '../test/model/mutations/table.ts';
import { root, runNode } from './tools.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [''] } } });
/** Shares of the model, by seed, then of the sweep: the sources as they are pass all of them. */
const attempts: readonly (readonly string[])[] = [
  ...Array.from({ length: 6 }, (_, at) => ['test/model/modelRun.ts', String(4000 + at), '60', 'noShrink']),
  ['test/model/sweepRun.ts', '0', '1', '17'],
];
const memory = '/dev/shm';
const base = mkdtempSync(
  join(statSync(memory, { throwIfNoEntry: false })?.isDirectory() ? memory : tmpdir(), 'dnc-desk-mutants-'),
);

function copySources(name: string): string {
  const dir = join(base, name.replaceAll(/\W+/g, '-'));
  for (const part of ['electron', 'shared', 'package.json', 'test/model', 'test/support'])
    cpSync(join(root, part), join(dir, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  return dir;
}

function plant(dir: string, { edits }: Mutation): void {
  for (const { file, find, replace } of edits) {
    const path = join(dir, file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(find, () => replace),
    );
  }
}

/** Patches that do not fit the sources in exactly one place. */
function listMisfits(): readonly string[] {
  return mutations.flatMap(({ name, edits }) =>
    edits.flatMap(({ file, find }) => {
      const count = readFileSync(join(root, file), 'utf8').split(find).length - 1;
      return count === 1
        ? []
        : [`The patch "${name}" fits ${file} ${count} times: mend test/model/mutations/table.ts.`];
    }),
  );
}

/** The first violation that is found, or undefined. */
async function findViolation(dir: string): Promise<string | undefined> {
  for (const [file = '', ...args] of attempts) {
    const { code, output } = await runNode([join(dir, file), ...args], { quiet: true });
    if (code !== 0) return output.split('\n').slice(1, 2).join(' ').trim().slice(0, 160) || 'it ended with an error';
  }
  return undefined;
}

const misfits = listMisfits();
if (misfits.length > 0) {
  console.error(misfits.join('\n'));
  process.exit(1);
}
const waiting = mutations.filter(({ name }) => values.only.some((text) => name.includes(text)));
const planted = waiting.length;
let failed = 0;
const work = async (): Promise<void> => {
  for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
    const dir = copySources(mutation.name);
    plant(dir, mutation);
    const found = await findViolation(dir);
    if (found === undefined) failed += 1;
    console.log(
      `${found === undefined ? 'UNFOUND' : 'found  '} ${mutation.name}${found === undefined ? `: ${mutation.why}` : ` (${found})`}`,
    );
    rmSync(dir, { recursive: true, force: true });
  }
};
try {
  const sound = copySources('as they are');
  const fault = await findViolation(sound);
  if (fault === undefined) await Promise.all(Array.from({ length: availableParallelism() }, work));
  else {
    console.error(`The sources as they are do not pass, so nothing can be said about the harness: ${fault}`);
    failed += 1;
  }
} finally {
  rmSync(base, { recursive: true, force: true });
}
if (failed === 0) console.log(`${planted} planted bugs, all found`);
process.exitCode = failed === 0 ? 0 : 1;
