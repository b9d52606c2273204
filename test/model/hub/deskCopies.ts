/** Copies of a desk's data directory: one that takes its place later, and one that goes on as another desk beside it. */
import type { DeskCopy, Room, RoomDesk } from './hubWorld.ts';
import { watchAlways } from './watchWrites.ts';

export function copyDesk({ knowledge }: Pick<Room, 'knowledge'>, desk: RoomDesk): DeskCopy {
  const { exchangedAt, shared, batches, roles, life } = desk;
  const known = knowledge.copy(desk.name);
  return { folder: life.copy(), known, exchangedAt, shared, batches: [...batches], roles: new Set(roles) };
}

/** The desk goes on from its copy. What it did since, others know as far as it was shared. */
export async function putDeskBack(room: Room, desk: RoomDesk, isKilled: boolean): Promise<void> {
  if (isKilled) {
    room.kill(desk);
    desk.killedInto = undefined;
  }
  await desk.life.close();
  await room.openIn(desk, desk.copy.folder);
  takeOver(room, desk, desk.copy);
}

/** Another desk goes on from a copy, on the same computer and over the same way to the hub. */
export async function cloneDesk(room: Room, desk: RoomDesk): Promise<void> {
  if (room.desks.length > room.scenario.desks) return;
  const copy = copyDesk(room, desk);
  const clone: RoomDesk = {
    ...desk,
    name: `a copy of ${desk.name}`,
    batches: [],
    roles: new Set(),
    isRunning: false,
    killedInto: undefined,
    atBoundary: () => Promise.resolve(),
  };
  await room.openIn(clone, copy.folder);
  takeOver(room, clone, copy);
  watchAlways(room, clone);
  room.desks.push(clone);
}

function takeOver({ knowledge }: Room, desk: RoomDesk, { known, batches, roles, exchangedAt, shared }: DeskCopy): void {
  knowledge.putBackDesk(desk.name, known);
  desk.batches.splice(0, Infinity, ...batches);
  desk.roles.clear();
  for (const role of roles) desk.roles.add(role);
  Object.assign(desk, { exchangedAt, shared });
}
