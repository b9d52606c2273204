// Stands in for Electron's utility process: a worker whose `process.parentPort` behaves as Electron documents it
// (events with `data` and `ports`; messages wait until there is a listener), and which then runs the given entry.
import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

const main = parentPort;
if (main === null) throw new Error('This file runs in a worker only.');
const { entry } = workerData as { readonly entry: string };
const parent = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => main.postMessage(message) });
parent.once('newListener', () =>
  queueMicrotask(() =>
    main.on('message', ({ message, ports }: { readonly message: unknown; readonly ports: readonly MessagePort[] }) =>
      parent.emit('message', { data: message, ports }),
    ),
  ),
);
Object.assign(process, { parentPort: parent });
await import(entry);
