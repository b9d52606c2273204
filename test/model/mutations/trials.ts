/** What a planted bug is tried with, as data: stories, stretches of the model's random scenarios, and cases of the sweep. */

export type Trial =
  /** The stories whose name holds the text. */
  | { readonly story: string }
  /** `runs` scenarios of a seed, from the `from`th on. */
  | { readonly seed: number; readonly from: number; readonly runs: number }
  /** Every `stride`th case of the sweep, from the `at`th on. */
  | { readonly at: number; readonly stride: number }
  /** The same of several desks (test/model/hub): stories, or random scenarios. */
  | { readonly hubStory: string }
  | { readonly hubSeed: number; readonly runs: number };

/** What found a bug, and what it said. */
export type Finding = { readonly trial: Trial; readonly violation: string };

/** What a bug of the shared list may be found by. */
export const hubTrials: readonly Trial[] = [
  { hubStory: '' },
  ...[1, 2, 3, 4].map((hubSeed) => ({ hubSeed, runs: 25 })),
];

/** Everything that a bug may be found by, the quickest first. */
export const allTrials: readonly Trial[] = [
  { story: '' },
  ...Array.from({ length: 6 }, (_, at) => ({ seed: 4000 + at, from: 0, runs: 60 })),
  { at: 0, stride: 17 },
];

export function readTrials(json: string): readonly Trial[] {
  return JSON.parse(json) as readonly Trial[];
}

/** Reads what `trialRun.ts` printed; undefined: it found nothing, or ended before it could say. */
export function readFinding(output: string): Finding | undefined {
  const line = output.split('\n').findLast((text) => text.startsWith('{"trial":'));
  return line === undefined ? undefined : (JSON.parse(line) as Finding);
}
