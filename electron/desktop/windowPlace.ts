// Where the window was, remembered in one small file beside the page's own storage. When the file is missing, damaged
// or from a screen that is gone, only the position is lost.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const size = z.number().int().min(1).max(100_000);
const position = z.number().int().min(-100_000).max(100_000);
const windowPlace = z.object({ x: position, y: position, width: size, height: size, maximized: z.boolean() });

export type WindowPlace = z.output<typeof windowPlace>;
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const smallest = { width: 900, height: 600 } as const;
const usual = { width: 1280, height: 820 } as const;
/** At least this much of the window must be on a screen, so that its title bar can be gripped. */
const visible = 100;

function isReachable(place: Area, screen: Area): boolean {
  const across = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
  const down = Math.min(place.y + place.height, screen.y + screen.height) - Math.max(place.y, screen.y);
  return across >= visible && down >= visible && place.y >= screen.y;
}

/** The bounds of a new window: the remembered ones if they can be reached on one of the `screens`, else only a size. */
export function toBounds(
  remembered: WindowPlace | undefined,
  screens: readonly Area[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  if (remembered === undefined) return usual;
  const width = Math.max(smallest.width, remembered.width);
  const height = Math.max(smallest.height, remembered.height);
  const place = { x: remembered.x, y: remembered.y, width, height };
  return screens.some((screen) => isReachable(place, screen)) ? place : { width, height };
}

/** The remembered place, or undefined. */
export function loadWindowPlace(path: string): WindowPlace | undefined {
  try {
    return windowPlace.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Remembers a position. It is written to another file and renamed, so that a crash leaves the old or the new one. */
export function saveWindowPlace(path: string, place: WindowPlace): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(place));
    renameSync(`${path}.new`, path);
  } catch {
    // The disk is full or read-only: the window opens at its usual position next time.
  }
}
