/** What a desk and the hub know of each other after they met, and what each may take from the other. */
import { loadSnapshot, type SeenEntry, show, type Snapshot } from '../statements.ts';
import { checkHeard, readBlockedAtHub } from './hubRules.ts';
import type { Room, RoomDesk } from './hubWorld.ts';
import { checkTold } from './vendorRules.ts';

/** The desk may have asked the hub, or have been answered in part. */
export function mayHaveMet({ logins, knowledge }: Room, desk: RoomDesk): void {
  const login = logins.get(desk.person);
  if (login === undefined || login.shutAfter !== null) return;
  desk.roles.add(login.role);
  knowledge.exchanged(desk.name, false);
}

/** The desk has asked the hub, as far as it lets it in. `isWhole`: everything was exchanged. */
export async function afterMeeting(room: Room, desk: RoomDesk, isWhole: boolean): Promise<void> {
  const { clock, logins, knowledge } = room;
  const login = logins.get(desk.person);
  if (login === undefined) return;
  if (login.shutAfter !== null) {
    if (isWhole) room.violate(`${desk.name} exchanged, and its login is shut out`);
    return;
  }
  mayHaveMet(room, desk);
  desk.exchangedAt = clock.now();
  if (!isWhole) return;
  // First of all, as it may exchange once more.
  await checkTold(room, desk);
  desk.roles.clear();
  desk.roles.add(login.role);
  // Of what is blocked there, the hub has taken no release from a login that may not.
  if (login.role !== 'lead')
    for (const number of await readBlockedAtHub(room)) knowledge.forgetReleases(desk.name, number);
  knowledge.exchanged(desk.name, true);
  desk.shared = toTexts(await loadSnapshot(desk.life.client));
  await checkHeard(room, desk);
}

/** What is said of each number, as texts. */
function toTexts(snapshot: Snapshot): ReadonlyMap<string, string> {
  return new Map([...snapshot].map(([number, entry]) => [number, toText(entry)]));
}

export const toText = (entry: SeenEntry | undefined): string =>
  entry === undefined ? '' : `${show(entry.holds)} ${String(entry.isRemoved)} ${entry.reason ?? ''}`;
