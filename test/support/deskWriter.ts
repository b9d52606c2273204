// A process that adds numbers one after the other and reports each: what it has reported must survive, whatever ends
// the process. The crash test uses it: `node deskWriter.ts FILE FIRST`.
import { dirname } from 'node:path';
import { composeList } from '../../electron/core/compose/composeList.ts';
import { createContext } from '../../electron/core/desk/context.ts';
import { openTestDatabase, toTestPorts } from './desk.ts';

const [file = '', first = '0'] = process.argv.slice(2);
const db = openTestDatabase(file);
const ports = toTestPorts({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async () => {},
  breathe: async () => {},
});
const { list } = composeList(createContext({ dataDir: dirname(file), db, ports }), {
  outbox: { enqueue() {}, enqueueNew() {} },
  records: {
    summarise: () => new Map(),
    rowsFor: () => [],
    rowsOf: () => new Map(),
    historyOf: () => [],
    redact: () => {},
    tellRedaction: () => [],
    findAsked: () => undefined,
    foresee: () => [],
  },
  undoDecisions: () => 0,
});

for (let number = Number(first); ; number++) {
  const added = list.add({ numbers: [`+${number}`], confirmInvalid: true });
  if (!added.ok) throw new Error(added.message);
  process.stdout.write(`${number}\n`);
}
