/** The walls are guarded, too: every room of a walled floor is named, and no door or ground is left that nobody uses. */
import { expect, test } from 'vitest';
import { doors, floors } from '../../../scripts/house/walls.cjs';
import { readSources } from '../../../scripts/house/sources.ts';
import { root } from '../../../scripts/tools.ts';

const sources = readSources(root, ['shared', 'electron', 'renderer']);
const imports = sources.flatMap(({ path, imports: imported }) => imported.map((to) => ({ from: path, to })));

/** The folders right on a floor. */
function listRooms(floor: string): readonly string[] {
  const inside = sources.flatMap(({ path }) => (path.startsWith(`${floor}/`) ? [path.slice(floor.length + 1)] : []));
  return [...new Set(inside.flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [])))];
}

test.each(Object.entries(floors))('every room of %s has its walls', (floor, { levels }) => {
  const named = levels.flat().filter((room) => !room.includes('.'));
  expect(named.toSorted()).toEqual(listRooms(floor).toSorted());
});

test.each(Object.entries(floors))('the ground of %s carries its rooms', (floor, { ground, levels }) => {
  const rooms = levels.flat().map((room) => `${floor}/${room}/`);
  const asked = ground.filter((file) =>
    imports.some(({ from, to }) => to === `${floor}/${file}` && rooms.some((room) => from.startsWith(room))),
  );
  expect(asked).toEqual(ground);
});

test.each(Object.entries(doors))('the doors of %s are used', (room, files) => {
  const used = files.filter((file) =>
    imports.some(({ from, to }) => to === `${room}/${file}` && !from.startsWith(`${room}/`)),
  );
  expect(used).toEqual(files);
});
