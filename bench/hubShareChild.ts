// A desk joins a shared list and exchanges until it has COUNT entries and nothing waits: DATADIR LINE COUNT.
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [dataDir = '', line = '', count = ''] = process.argv.slice(2);
const { client, close } = await openBenchCore(dataDir);
await client.hub.join({ line });
const tell = startMeasure();
for (;;) {
  const { hub } = await client.hub.sync();
  const { entries } = await client.app.info();
  if (hub.waiting === 0 && entries >= Number(count)) break;
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
tell({});
await close();
