/** How a run of random scenarios ended, in words, and with the command that repeats what it found. */
import type { RunDetails } from 'fast-check';

/** Prints it, and ends the process: with 1 where a scenario found a violation. `command`: the npm script of the run. */
export function tellRun<T>(details: RunDetails<[T]>, command: string, requests: number, started: number): never {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (details.failed) {
    const violation =
      details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
    console.error(
      [
        `The model found a violation: npm run ${command} -- --seed ${details.seed} --path ${details.counterexamplePath}`,
        violation,
        JSON.stringify(details.counterexample?.[0], undefined, 1),
      ].join('\n'),
    );
  } else console.log(`${details.numRuns} scenarios, ${requests} requests, ${seconds} s (seed ${details.seed})`);
  process.exit(details.failed ? 1 : 0);
}
