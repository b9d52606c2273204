// `npm run test:unit` and its like: vitest with the arguments given, on the Node that runs the project.
import { runNode, toolPath } from './tools.ts';

const { code } = await runNode([toolPath('vitest', 'vitest'), ...process.argv.slice(2)]);
process.exitCode = code;
