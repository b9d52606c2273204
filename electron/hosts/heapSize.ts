/**
 * How large V8 lets the heap of an open desk grow. By itself it prefers time to memory: its space for young objects grows to some
 * hundred megabytes, and old objects are collected when they have grown several times over. Where Electron's V8 has its flags
 * frozen, nothing here does anything. `npm start` begins with a small space for young objects (package.json): once the heap is
 * there, its largest size is fixed.
 */
import { setFlagsFromString } from 'node:v8';
import type { Worker } from 'node:worker_threads';

/** By how much, in percent, old objects may outgrow those that are in use before they are collected; 0: as V8 sees fit. */
const tightPercent = 30;

/**
 * Keeps the space for young objects at its present size. The space that an open desk already has is enough for work on millions
 * of rows: an import is as fast and takes a third less memory.
 */
export function holdYoungHeap(): void {
  setFlag('--semi-space-growth-factor=1');
}

/**
 * Starts a thread that makes much and keeps little, such as one that answers programs: its space for young objects, which cannot
 * grow any more (`holdYoungHeap`), begins at 4 MB in place of 1, so that it is cleared a quarter as often.
 */
export function startWithYoungHeap(start: () => Worker): Worker {
  setFlag('--min-semi-space-size=4');
  const worker = start();
  // The heap of a thread is made in the thread.
  const restore = (): void => setFlag('--min-semi-space-size=0');
  worker.once('online', restore).once('exit', restore);
  return worker;
}

/**
 * Answers a function for `Ports.tightenHeap`. A vendor's list of a million records, page by page, then takes a quarter less
 * memory; an import would take a twentieth more time.
 */
export function createHeapTightener(): () => () => void {
  let holders = 0;
  return () => {
    holders += 1;
    if (holders === 1) setFlag(`--heap-growing-percent=${tightPercent}`);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      holders -= 1;
      if (holders === 0) setFlag('--heap-growing-percent=0');
    };
  };
}

function setFlag(flag: string): void {
  if (process.versions['electron'] === undefined) setFlagsFromString(flag);
}
