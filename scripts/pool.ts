// Runs shares of a long proof in processes side by side, one per core, and answers whether all of them held.
import { availableParallelism } from 'node:os';
import { runNode } from './tools.ts';

/** Prints each share's output when it ends. Starts no new share after the first failure. */
export async function runShares(shares: readonly (readonly string[])[]): Promise<boolean> {
  const waiting = [...shares];
  let held = true;
  const work = async (): Promise<void> => {
    for (let share = waiting.shift(); share !== undefined && held; share = waiting.shift()) {
      const { code, output } = await runNode(share, { quiet: true });
      process.stdout.write(output);
      if (code !== 0) held = false;
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), shares.length) }, work));
  return held;
}
