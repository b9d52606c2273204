/** One run of one desk to its end, whatever happens in its middle, and what must be true of every request that it writes. */
import { pick } from '../ask.ts';
import { loadSnapshot } from '../statements.ts';
import { checkRoom, forgetSaid, judgeArrivals } from './hubRules.ts';
import type { DeskCommand, HubCommand } from './hubScenario.ts';
import { askDesk, type Room, type RoomDesk } from './hubWorld.ts';
import { afterMeeting, mayHaveMet } from './meetings.ts';
import { watchAlways, watchOf } from './watchWrites.ts';

type SyncCommand = Extract<DeskCommand, { do: 'sync' }>;
type Perform = (command: HubCommand) => Promise<void>;

export type HubSyncResult = { readonly outcome: string; readonly writes: number; readonly error: string | null };

/** Runs it, and answers its result unless it was refused, cancelled or killed. */
export async function runHubSync(
  room: Room,
  desk: RoomDesk,
  { fault, cut, interruption }: SyncCommand,
  perform: Perform,
): Promise<HubSyncResult | undefined> {
  // One run at a time asks the vendor.
  if (desk.isRunning) return undefined;
  const { control } = room.arena.sandbox;
  const { tenant } = room;
  const before = await loadSnapshot(desk.life.client);
  desk.life.gate.restart();
  desk.isRunning = true;
  const watch = watchOf(room, desk);
  let isDone = interruption === null;
  desk.atBoundary = async ({ n, when }) => {
    if (when === 'after') await watch.answered();
    if (!isDone && interruption !== null && n === interruption.nth && when === interruption.when) {
      isDone = true;
      await interrupt(room, desk, interruption.what, perform);
    }
    if (when === 'before' && !desk.life.gate.isDead) await watch.leaves();
  };
  if (fault !== null) {
    const method = fault.only === 'reads' ? 'GET' : ['POST', 'PATCH', 'DELETE'];
    control.setFaults({
      tenant,
      plan: { seed: room.scenario.seed, rules: [{ nth: 1, method, action: fault.action }] },
    });
  }
  if (cut !== null && !desk.isUnplugged) desk.way.cut(cut);
  const job = await askDesk(room, desk, (client) => client.sync.run({}));
  const ended = job === undefined ? undefined : await desk.life.client.jobs.wait(job);
  const results =
    job === undefined || ended?.state !== 'done' || desk.killedInto !== undefined
      ? undefined
      : await askDesk(room, desk, (client) => client.sync.results(job));
  await watch.answered();
  watchAlways(room, desk);
  desk.isRunning = false;
  control.setFaults({ tenant, plan: null });
  if (!desk.isUnplugged && desk.killedInto === undefined) desk.way.cut({ when: 'never' });
  if (ended?.state === 'failed' && desk.killedInto === undefined)
    room.violate(`a run of ${desk.name} broke: ${ended.message}`);
  if (desk.killedInto !== undefined) await room.revive(desk);
  // It may have exchanged, or written what it knows of the vendor alone.
  await afterMeeting(room, desk, false);
  await judgeArrivals(room, desk, before, `${desk.name} syncs`);
  return results?.[0];
}

async function interrupt(room: Room, desk: RoomDesk, what: HubCommand, perform: Perform): Promise<void> {
  const other = 'desk' in what ? pick(room.desks, what.desk) : undefined;
  // Its own exchange would wait for the request that waits for it.
  const isOwn = other === desk;
  if (isOwn && (what.do === 'sync' || what.do === 'exchange' || what.do === 'reopen' || what.do === 'lead')) return;
  // It has exchanged before its first request.
  mayHaveMet(room, desk);
  await forgetSaid(room, desk);
  await perform(what);
  await checkRoom(room, `in a run of ${desk.name}`);
}
