// `npm run test:sweep -- [--stride N]`: the exhaustive sweep of sync (docs/testing.md): every fault and a kill at every
// request of a fixed story. With a stride, only every Nth case.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runShares } from './pool.ts';

const { values } = parseArgs({ options: { stride: { type: 'string', default: '1' } } });
const count = availableParallelism();
const shares = Array.from({ length: count }, (_, at) => [
  'test/model/sweepRun.ts',
  String(at),
  String(count),
  values.stride,
]);
process.exitCode = (await runShares(shares)) ? 0 : 1;
