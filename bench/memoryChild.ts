// Imports files one after the other in one desk, and reports what is held after the second and the last: DATADIR FILE…
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [dataDir, ...paths] = process.argv.slice(2);
if (dataDir === undefined || paths.length < 2) throw new Error('memoryChild DATADIR FILE FILE…');
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes that cannot be collected: objects, and what they hold outside the heap. */
async function measureHeld(): Promise<number> {
  // What was closed a moment ago is freed in the next turns of the event loop.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

const { client, close } = await openBenchCore(dataDir);
const tell = startMeasure();
const held: number[] = [];
for (const path of paths) {
  const { intake, columns } = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const mapping = columns.map(({ column, field }) => ({ column, field }));
  await client.jobs.wait(await client.intake.preview({ intake, options: { mapping, region: 'US' } }));
  await client.jobs.wait(await client.intake.apply({ intake }));
  const { state } = await client.intake.result({ intake });
  if (state !== 'applied') throw new Error(`${path} was not imported`);
  held.push(await measureHeld());
}
tell({ first: held[0] ?? 0, second: held[1] ?? 0, last: held.at(-1) ?? 0 });
await close();
