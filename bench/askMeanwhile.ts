/**
 * Measures how long the desk keeps others waiting while it works: it asks for the first page and a check all the time.
 */
import type { DeskClient } from '../shared/contract/contract.ts';
import { percentile, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

const questions = ['page', 'check'] as const;
const everything = { filter: {}, sort: { by: 'number', descending: false }, limit: 200 } as const;

/** Asks until the job has ended. The figures are named `phase.question.what`, in milliseconds. */
export async function askMeanwhile(
  client: DeskClient,
  phase: string,
  job: { readonly job: string },
): Promise<Record<string, number>> {
  const ask = {
    page: () => client.entries.list(everything),
    check: () => client.entries.check({ numbers: ['+12125550123'], region: 'US' }),
  } as const;
  const running = { isOver: false };
  const waits: Record<(typeof questions)[number], number[]> = { page: [], check: [] };
  const ended = client.jobs.wait(job).then(() => (running.isOver = true));
  // Counted from the moment at which a caller would ask: a timer that fires late is a caller that waits.
  let due = performance.now();
  while (!running.isOver) {
    for (const question of questions) {
      due = Math.max(due + 2, performance.now());
      const pause = Math.max(0, due - performance.now());
      await new Promise((resolve) => setTimeout(resolve, pause));
      await ask[question]();
      waits[question].push(performance.now() - due);
    }
  }
  await ended;
  const figures: Record<string, number> = {};
  for (const question of questions) {
    const times = waits[question];
    const said = { p50: percentile(times, 0.5), p99: percentile(times, 0.99), max: percentile(times, 1) };
    for (const [what, value] of Object.entries(said)) figures[`${phase}.${question}.${what}`] = value;
    figures[`${phase}.${question}.asked`] = times.length;
  }
  return figures;
}

/** One row per question; `during` says what the desk was doing. */
export function toWaitRows(figures: Readonly<Record<string, number>>, phase: string, during: string): BenchRow[] {
  return questions.map((question): BenchRow => {
    const of = (what: string) => figures[`${phase}.${question}.${what}`] ?? Number.NaN;
    return {
      work: `${question === 'page' ? 'first page' : 'check'} during ${during}`,
      ours: `${toTime(of('p50'))}, 99 in 100 in ${toTime(of('p99'))}, at most ${toTime(of('max'))}`,
      yardstick: '–',
      ratio: null,
      reach: '< 50 ms',
      reached: of('p99') < 50,
      figures: { p50Ms: of('p50'), p99Ms: of('p99'), maxMs: of('max'), asked: of('asked') },
    };
  });
}
