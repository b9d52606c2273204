// Imports one file into an empty list, in a process of its own so that its memory can be measured: FILE DATADIR.
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [path, dataDir] = process.argv.slice(2);
if (path === undefined || dataDir === undefined) throw new Error('importChild FILE DATADIR');
const { client, close } = await openBenchCore(dataDir);
const tell = startMeasure();
const found = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
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
tell({ lines: result.lines, added: result.added });
await close();
