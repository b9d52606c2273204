/** One process's share of the sweep: `node sweepRun.ts SHARD SHARDS [STRIDE]`. Every failure is named; any ends with 1. */
import { openArena } from './arena.ts';
import { runScenario } from './runScenario.ts';
import { listSweepCases } from './sweepCases.ts';

const [shard = 0, shards = 1, stride = 1] = process.argv.slice(2).map(Number);
const arena = await openArena();
const cases = await listSweepCases(arena);
let failed = 0;
let ran = 0;
for (const [at, { name, scenario }] of cases.entries()) {
  if (at % stride !== 0 || (at / stride) % shards !== shard) continue;
  ran += 1;
  const { violations } = await runScenario(arena, scenario);
  if (violations.length === 0) continue;
  failed += 1;
  console.error(`${name}\n  ${violations.slice(0, 3).join('\n  ')}`);
}
await arena.close();
console.log(`sweep ${shard + 1} of ${shards}: ${ran} of ${cases.length} cases, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
