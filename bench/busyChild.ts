// Asks for the first page and checks a number over and over while a file is previewed and applied: FILE DATADIR.
import { startMeasure, percentile } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [path, dataDir] = process.argv.slice(2);
if (path === undefined || dataDir === undefined) throw new Error('busyChild FILE DATADIR');
const { client, close } = await openBenchCore(dataDir);
const tell = startMeasure();
const found = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
const mapping = found.columns.map(({ column, field }) => ({ column, field }));
const figures: Record<string, number> = {};
const everything = { filter: {}, sort: { by: 'number', descending: false }, limit: 200 } as const;
const questions = {
  page: () => client.entries.list(everything),
  check: () => client.entries.check({ numbers: ['+12125550123'], region: 'US' }),
};

/** From the moment at which a caller would ask: a timer that fires late is a caller that waits. */
async function askDuring(phase: string, job: { readonly job: string }): Promise<void> {
  const running = { isOver: false };
  const waits: Record<string, number[]> = { page: [], check: [] };
  const ended = client.jobs.wait(job).then(() => (running.isOver = true));
  let due = performance.now();
  while (!running.isOver) {
    for (const [question, ask] of Object.entries(questions)) {
      due = Math.max(due + 2, performance.now());
      const pause = Math.max(0, due - performance.now());
      await new Promise((resolve) => setTimeout(resolve, pause));
      await ask();
      waits[question]?.push(performance.now() - due);
    }
  }
  await ended;
  for (const [question, times] of Object.entries(waits)) {
    const said = { p50: percentile(times, 0.5), p99: percentile(times, 0.99), max: percentile(times, 1) };
    for (const [what, value] of Object.entries(said)) figures[`${phase}.${question}.${what}`] = value;
    figures[`${phase}.${question}.asked`] = times.length;
  }
}

await askDuring('preview', await client.intake.preview({ intake: found.intake, options: { mapping, region: 'US' } }));
await askDuring('apply', await client.intake.apply({ intake: found.intake }));
tell(figures);
await close();
