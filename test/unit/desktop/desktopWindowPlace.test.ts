// Where the window opens: what was remembered, if it can still be reached.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadWindowPlace, saveWindowPlace, toBounds } from '../../../electron/desktop/windowPlace.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const place = { x: 300, y: 200, width: 1000, height: 700, maximized: false };
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'desk-place-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a place that was saved is loaded as it was', () => {
  const file = join(folder, 'desktop', 'window.json');
  saveWindowPlace(file, place);
  expect(loadWindowPlace(file)).toEqual(place);
});

test.each([
  ['no file', undefined],
  ['half a file', '{"x":1'],
  ['something else', '[]'],
  ['figures out of any range', JSON.stringify({ ...place, width: 1e12 })],
  ['text for a figure', JSON.stringify({ ...place, x: '1' })],
])('%s is no place', (_name, text) => {
  const file = join(folder, 'window.json');
  if (text !== undefined) writeFileSync(file, text);
  expect(loadWindowPlace(file)).toBeUndefined();
});

test('a place that cannot be saved is no error', () => {
  writeFileSync(join(folder, 'desktop'), '');
  expect(() => saveWindowPlace(join(folder, 'desktop', 'window.json'), place)).not.toThrow();
});

test('the remembered place is taken when its title bar is on a screen', () => {
  expect(toBounds(place, [screen])).toEqual({ x: 300, y: 200, width: 1000, height: 700 });
  expect(toBounds({ ...place, x: 2000 }, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2000 });
});

test('on a screen that is gone, or above it, only the size is kept', () => {
  for (const lost of [{ x: 2000 }, { x: -950 }, { y: 1000 }, { y: -50 }])
    expect(toBounds({ ...place, ...lost }, [screen])).toEqual({ width: 1000, height: 700 });
});

test('a window is never smaller than its page can be used', () => {
  expect(toBounds({ ...place, width: 10, height: 10 }, [screen])).toMatchObject({ width: 900, height: 600 });
  expect(toBounds(undefined, [screen])).toEqual({ width: 1280, height: 820 });
});
