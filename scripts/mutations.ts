// `npm run test:mutations [-- --only TEXT]`: is the proof of sync worth anything? It plants one bug after the other in
// a copy of the sources (test/model/mutations/table.ts) and runs the model's stories, its random scenarios and the
// sweep on it until one of them finds the bug. Then the original sources have to pass the cases that found something.
// It fails where a bug is not found, where a patch no longer fits, and where the original sources do not pass.
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutation } from '../test/model/mutations/mutation.ts';
import { mutations } from '../test/model/mutations/table.ts';
import { allTrials, type Finding, hubTrials, readFinding, type Trial } from '../test/model/mutations/trials.ts';
import { root, runNode } from './tools.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [''] } },
});
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

/** The first violation that the trials find, or undefined. A copy that does not even run counts as found. */
async function findViolation(dir: string, trials: readonly Trial[]): Promise<Finding | undefined> {
  const { code, output } = await runNode([join(dir, 'test/model/mutations/trialRun.ts'), JSON.stringify(trials)], {
    quiet: true,
  });
  if (code === 0) return undefined;
  return readFinding(output) ?? { trial: { story: '' }, violation: `it does not run: ${output.trim()}` };
}

function describeTrial(trial: Trial): string {
  if ('story' in trial) return `"${trial.story}"`;
  if ('hubStory' in trial) return `"${trial.hubStory}" of several desks`;
  if ('hubSeed' in trial) return `seed ${trial.hubSeed} of several desks`;
  return 'seed' in trial ? `scenario ${trial.from} of seed ${trial.seed}` : 'the sweep';
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const workOn = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, workOn));
}

const misfits = listMisfits();
if (misfits.length > 0) {
  console.error(misfits.join('\n'));
  process.exit(1);
}
const planted = mutations.filter(({ name }) => values.only.some((text) => name.includes(text)));
const found = new Map<string, Finding>();
let isSound = true;
try {
  await sideBySide(planted, async (mutation) => {
    const dir = copySources(mutation.name);
    plant(dir, mutation);
    const finding = await findViolation(dir, mutation.foundBy === 'desks' ? hubTrials : allTrials);
    if (finding !== undefined) found.set(mutation.name, finding);
    console.log(
      finding === undefined
        ? `UNFOUND ${mutation.name}: ${mutation.why}`
        : `found   ${mutation.name} by ${describeTrial(finding.trial)} (${finding.violation.slice(0, 160)})`,
    );
    rmSync(dir, { recursive: true, force: true });
  });
  const finders = [...found.values()].map(({ trial }) => trial);
  const cores = availableParallelism();
  const shares = Array.from({ length: cores }, (_, share) => finders.filter((_trial, at) => at % cores === share));
  await sideBySide(shares, async (share) => {
    const fault = await findViolation(root, share);
    if (fault === undefined) return;
    isSound = false;
    console.error(`The sources as they are do not pass ${JSON.stringify(fault.trial)}: ${fault.violation}`);
  });
} finally {
  rmSync(base, { recursive: true, force: true });
}
if (isSound && found.size === planted.length) console.log(`${planted.length} planted bugs, all found`);
else process.exitCode = 1;
