/**
 * How large V8 lets the heap of an open desk grow. By itself it prefers time to memory: its space for young objects grows to some
 * hundred megabytes, and old objects are collected when they have grown several times over. Where Electron's V8 has its flags
 * frozen, nothing here does anything. `npm start` begins with a small space for young objects (package.json): once the heap is
 * there, its largest size is fixed.
 */
import { setFlagsFromString } from 'node:v8';

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
