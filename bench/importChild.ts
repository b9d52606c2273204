// Imports one file into an empty list, in a process of its own so that its memory can be measured: FILE DATADIR. With a third
// argument, a small file, the desk is warm: one like it has been imported before, into a list of its own.
import { mkdirSync } from 'node:fs';
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [path, dataDir, warmUp] = process.argv.slice(2);
if (path === undefined || dataDir === undefined) throw new Error('importChild FILE DATADIR [SMALL]');
if (warmUp !== undefined) {
  mkdirSync(`${dataDir}-warm`, { mode: 0o700 });
  await importInto(`${dataDir}-warm`, warmUp, () => {});
}
await importInto(dataDir, path, startMeasure);

/** `begin` is called once the desk is open, and what it answers is told the result. */
async function importInto(
  at: string,
  file: string,
  begin: () => ((figures: Readonly<Record<string, number>>) => void) | void,
): Promise<void> {
  const { client, close } = await openBenchCore(at);
  const tell = begin();
  const found = await client.intake.open({ from: { kind: 'path', path: file }, region: 'US' });
  const mapping = found.columns.map(({ column, field }) => ({ column, field }));
  const preview = await client.intake.preview({
    intake: found.intake,
    options: { mapping, region: 'US' },
    compare: false,
  });
  await client.jobs.wait(preview);
  const apply = await client.intake.apply({ intake: found.intake });
  await client.jobs.wait(apply);
  const result = await client.intake.result({ intake: found.intake });
  tell?.({ lines: result.lines, added: result.added });
  await close();
}
