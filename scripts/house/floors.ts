// How a floor is divided: its rooms (the folders and files right in it), which room asks which, and whether any two ask each other.
import type { Source } from './sources.ts';

export type Floor = {
  readonly path: string;
  readonly rooms: number;
  /** How many rooms the longest way down has, each asking the next. */
  readonly levels: number;
  /** How many pairs of rooms have one that imports from the other. */
  readonly arrows: number;
  /** Rooms that ask each other, directly or through others: one text per circle. */
  readonly circles: readonly string[];
};

/**
 * The floor of every folder that holds sources, in order of paths. Imports that leave a floor count on the floor that
 * both share.
 */
export function measureFloors(sources: readonly Source[]): readonly Floor[] {
  const rooms = new Map<string, Set<string>>();
  const arrows = new Map<string, Set<string>>();
  const put = (map: Map<string, Set<string>>, key: string, value: string) => {
    const set = map.get(key);
    if (set === undefined) map.set(key, new Set([value]));
    else set.add(value);
  };
  for (const { path, imports } of sources) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1)
      put(rooms, parts.slice(0, depth).join('/'), parts[depth] ?? '');
    for (const imported of imports) {
      const others = imported.split('/');
      let shared = 0;
      while (shared < parts.length - 1 && parts[shared] === others[shared]) shared += 1;
      const [from, to] = [parts[shared], others[shared]];
      if (shared > 0 && from !== undefined && to !== undefined && from !== to)
        put(arrows, parts.slice(0, shared).join('/'), `${from}\n${to}`);
    }
  }
  return [...rooms].map(([path, inside]) => {
    const pairs = [...(arrows.get(path) ?? [])].map((pair) => pair.split('\n') as [string, string]);
    const circles = findCircles([...inside], pairs);
    return { path, rooms: inside.size, levels: countLevels([...inside], pairs), arrows: pairs.length, circles };
  });
}

/** Sets of rooms that reach each other (strongly connected components of more than one). */
function findCircles(rooms: readonly string[], pairs: readonly (readonly [string, string])[]): readonly string[] {
  const reach = new Map(rooms.map((room) => [room, reachFrom(room, pairs)]));
  const together = rooms.map((room) =>
    rooms.filter((other) => other === room || (reach.get(room)?.has(other) && reach.get(other)?.has(room))),
  );
  return [...new Set(together.filter((group) => group.length > 1).map((group) => group.join(' <-> ')))];
}

function reachFrom(room: string, pairs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [room];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const [from, to] of pairs)
      if (from === at && !reached.has(to)) {
        reached.add(to);
        open.push(to);
      }
  return reached;
}

function countLevels(rooms: readonly string[], pairs: readonly (readonly [string, string])[]): number {
  const known = new Map<string, number>();
  const levelOf = (room: string, above: readonly string[]): number => {
    const before = known.get(room);
    if (before !== undefined) return before;
    const below = pairs.filter(([from, to]) => from === room && !above.includes(to));
    const level = 1 + Math.max(0, ...below.map(([, to]) => levelOf(to, [...above, room])));
    known.set(room, level);
    return level;
  };
  return Math.max(0, ...rooms.map((room) => levelOf(room, [])));
}
