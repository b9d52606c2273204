// Asks for the first page and checks a number again and again while a file is previewed and applied: FILE DATADIR.
import { askMeanwhile } from './askMeanwhile.ts';
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [path, dataDir] = process.argv.slice(2);
if (path === undefined || dataDir === undefined) throw new Error('busyChild FILE DATADIR');
const { client, close } = await openBenchCore(dataDir);
const tell = startMeasure();
const found = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
const mapping = found.columns.map(({ column, field }) => ({ column, field }));
const preview = await client.intake.preview({ intake: found.intake, options: { mapping, region: 'US' } });
const figures = await askMeanwhile(client, 'preview', preview);
const apply = await client.intake.apply({ intake: found.intake });
Object.assign(figures, await askMeanwhile(client, 'apply', apply));
tell(figures);
await close();
