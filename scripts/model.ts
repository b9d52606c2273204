// `npm run test:model -- [--runs N] [--seed S]`: the sync model tests (test/property/*model*) with more runs than `npm test`
// gives them, or with the seed that a failure printed. The tests read both from the environment.
import { parseArgs } from 'node:util';
import { runNode, toolPath } from './tools.ts';

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
for (const [name, value] of Object.entries(values)) {
  if (!/^-?\d+$/.test(value)) {
    console.error(`--${name} wants a whole number, not "${value}".`);
    process.exit(2);
  }
}
const { code } = await runNode(
  [toolPath('vitest', 'vitest'), 'run', '--project', 'property', 'model', '--testTimeout=3600000'],
  {
    env: {
      ...(values.runs === undefined ? {} : { DNC_DESK_MODEL_RUNS: values.runs }),
      ...(values.seed === undefined ? {} : { DNC_DESK_MODEL_SEED: values.seed }),
    },
  },
);
process.exitCode = code;
