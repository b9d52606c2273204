// `npm run test:unit` and the like: vitest with the given arguments, on the Node that runs the project.
import { runNode, toolPath } from './tools.ts';

const { code } = await runNode([toolPath('vitest', 'vitest'), ...process.argv.slice(2)]);
process.exitCode = code;
