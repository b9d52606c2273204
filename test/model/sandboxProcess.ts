/** A sandbox in a process of its own, for tests that kill others: prints its address, and ends with its parent. */
import { createSandbox } from '../../electron/sandbox/createSandbox.ts';

const sandbox = await createSandbox({ rateLimits: { yappr: null } });
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
console.log(sandbox.url);
