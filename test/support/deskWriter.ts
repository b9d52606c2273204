// A process that adds numbers one after the other and says so after each: what it has said must survive whatever ends it.
// Used by the crash test: `node deskWriter.ts FILE FIRST`.
import { createSettingRows } from '../../electron/core/db/desk/settingRows.ts';
import { createEvents } from '../../electron/core/desk/events.ts';
import { createListService } from '../../electron/core/list/listService.ts';
import { createListStore } from '../../electron/core/list/write/listStore.ts';
import { createSettings } from '../../electron/core/desk/settings.ts';
import { createDayWriter } from '../../shared/domain/time/dayWriter.ts';
import { openTestDatabase } from './desk.ts';

const [file = '', first = '0'] = process.argv.slice(2);
const db = openTestDatabase(file);
const settings = createSettings(createSettingRows(db), { zone: 'UTC' });
const list = createListService({
  store: createListStore({ db, outbox: { enqueue() {}, enqueueNew() {} } }),
  targets: () => new Map(),
  records: { summarise: () => new Map(), rowsFor: () => [] },
  settings,
  toDay: createDayWriter(settings.zone),
  clock: { now: () => Date.now(), sleep: async () => {} },
  events: createEvents(),
  otherCountries: () => [],
});

for (let number = Number(first); ; number++) {
  const added = list.add({ numbers: [`+${number}`], confirmInvalid: true });
  if (!added.ok) throw new Error(added.message);
  process.stdout.write(`${number}\n`);
}
