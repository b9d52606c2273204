/**
 * One sync of a large account in a process of its own. `node syncLargeChild.ts DATA NUMBER`: in the middle of the reading it
 * adds the number, and tells when. Without a number it only syncs.
 */
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [dataDir = '', number = ''] = process.argv.slice(2);
const core = await openBenchCore(dataDir);
const report = startMeasure();
const { job } = await core.client.sync.run({});
let addedAt = 0;
const watch = setInterval(() => {
  void (async () => {
    const row = (await core.client.jobs.list()).find(({ id }) => id === job);
    if (addedAt > 0 || row?.total == null || row.done < row.total / 2) return;
    addedAt = Date.now();
    await core.client.entries.add({
      numbers: [number],
      confirmInvalid: true,
      callReference: { batchId: '64e5f12345abcdef98765432', requestUuid: '550e8400-e29b-41d4-a716-446655440000' },
    });
    addedAt = Date.now();
  })();
}, 20);
if (number === '') clearInterval(watch);
await core.client.jobs.wait({ job });
clearInterval(watch);
const [result] = await core.client.sync.results({ job });
if (result === undefined || result.outcome !== 'done') throw new Error(`The sync ended as ${JSON.stringify(result)}`);
report({ scanned: result.scanned, added: result.added, writes: result.writes, addedAt });
await core.close();
