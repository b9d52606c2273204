// A desk joins a shared list and reads it for the first time: DATADIR LINE.
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [dataDir = '', line = ''] = process.argv.slice(2);
const { client, close } = await openBenchCore(dataDir);
await client.hub.join({ line });
const tell = startMeasure();
const { received, hub } = await client.hub.sync();
if (hub.state !== 'inStep') throw new Error(hub.sentence);
tell({ received });
await close();
