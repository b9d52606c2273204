// `npm run torture -- kill|wal|flip|full|soak [--runs N] [--seed S] [--minutes M]`: what breaks desks, on purpose and in numbers
// (docs/testing.md). Each prints its seed and what became of it; what was lost or went unnoticed makes it fail.
import { parseArgs } from 'node:util';
import { killRuns } from '../test/model/killRuns.ts';
import { flipBits, type FlipPlace, flipPlaces } from '../test/torture/flip.ts';
import { makeFlipDesk } from '../test/torture/flipDesk.ts';
import { fillDisk, findObstacle } from '../test/torture/full.ts';
import { soak } from '../test/torture/soak.ts';
import { ensureDesktopBuilt } from './buildDesktop.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '5' },
    operations: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [runs, minutes, operations, seed] = [values.runs, values.minutes, values.operations, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
];

const print = (report: unknown): void => console.log(JSON.stringify(report));

async function flipAll(places: readonly FlipPlace[]): Promise<boolean> {
  const desk = await makeFlipDesk();
  let isWhole = true;
  try {
    for (const place of places) {
      const report = await flipBits(desk, place, runs, seed);
      print(report);
      isWhole &&= report.unnoticed.length === 0;
    }
  } finally {
    await desk.remove();
  }
  return isWhole;
}

const kinds: Readonly<Record<string, () => Promise<boolean>>> = {
  async kill() {
    await ensureDesktopBuilt();
    const report = await killRuns({ operations, kills: runs, seed });
    print({ seed, ...report });
    return report.problems.length === 0 && report.lost === 0;
  },
  wal: () => flipAll(['log']),
  flip: () => flipAll(flipPlaces),
  async full() {
    const obstacle = await findObstacle();
    if (obstacle !== undefined) throw new Error(`Not run: ${obstacle}.`);
    const report = await fillDisk(runs, seed);
    print(report);
    return report.lost.length === 0 && report.problems.length === 0;
  },
  async soak() {
    const { samples, rounds } = await soak(minutes, seed, print);
    print({ seed, rounds });
    const [early, late] = [samples[1], samples.at(-1)];
    return (
      early !== undefined &&
      late !== undefined &&
      late.heapMb <= early.heapMb * 1.2 + 8 &&
      late.handles <= early.handles + 4
    );
  },
};

const kind = kinds[positionals[0] ?? ''];
if (kind === undefined) throw new Error(`Say what: ${Object.keys(kinds).join(', ')}`);
process.exitCode = (await kind()) ? 0 : 1;
