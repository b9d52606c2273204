/**
 * The worker that asks the list for a scrub, so that the core's thread reads leads and answers others meanwhile. It has
 * the list's file to read, on a connection of its own, and writes nothing but the copies of it. One scrub has one worker.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type ListSnapshot, openListSnapshot } from './listSnapshot.ts';
import { packEntries } from './foundEntries.ts';
import type { FromLookup, ToLookup } from './lookupMessages.ts';
import { inOrder } from './lookUp.ts';
import { saveCopies } from '../../journal/addToCopy.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker only.');
const send = (message: FromLookup) => port.postMessage(message);
const { file } = workerData as { readonly file: string };
let snapshot: ListSnapshot | undefined;

async function answer(message: ToLookup): Promise<void> {
  if (message.type === 'open') {
    snapshot?.close();
    snapshot = openListSnapshot(file);
    send({ type: 'opened', head: snapshot.head });
    return;
  }
  if (snapshot === undefined) throw new Error('The list was not opened.');
  if (message.type === 'copy') {
    const copied = await snapshot.copyGroups(async () => {});
    if (copied !== undefined) saveCopies(file, copied);
    send({ type: 'copied', isDone: copied !== undefined });
    return;
  }
  const { find } = snapshot;
  const entries = [...inOrder(message.numbers)].flatMap((some) => find(some));
  send({ type: 'found', id: message.id, entries: packEntries(entries) });
}

// Requests run one after the other, in the order in which they were asked. A failure ends the worker, and its end
// reports the failure.
let last = Promise.resolve();
port.on('message', (message: ToLookup) => {
  last = last.then(() => answer(message));
});
