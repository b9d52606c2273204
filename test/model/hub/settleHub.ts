/**
 * The end of every scenario: the ways work, the clocks are right, a lead answers and decides what is asked. Then the desks and the hub
 * are equal, the vendor has what the list says, every desk says so, and nothing is sent any more.
 */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { readAll } from '../../support/core.ts';
import { isInForce, loadSnapshot } from '../statements.ts';
import { checkRoom, readBlockedAtHub, readLease } from './hubRules.ts';
import { hubNumbers } from './hubScenario.ts';
import { askDesk, type Room, type RoomDesk } from './hubWorld.ts';
import { letAllIn } from './performAdmin.ts';
import { performHub } from './performHub.ts';
import { runHubSync } from './runHubSync.ts';
import { checkTwice } from './vendorRules.ts';

/** A decision may bring up what was hidden behind it; more often than this it must not. */
const mostRounds = 8;

export async function settleHub(room: Room): Promise<void> {
  const { clock, desks } = room;
  const [lead] = desks;
  if (lead === undefined) return;
  clock.flush();
  for (const [at, desk] of desks.entries()) {
    desk.skew = 0;
    await performHub(room, { do: 'unplug', desk: at, isBack: true });
  }
  await letAllIn(room);
  // Whoever led and was killed leads no longer.
  clock.advance(3 * 60_000);
  await passEnds(room);
  for (let round = 1; ; round += 1) {
    await exchangeAll(room);
    await syncUntilQuiet(room, lead);
    await exchangeAll(room);
    if (room.violations.length > 0 || !(await decide(room, lead, round))) break;
    if (round === mostRounds)
      return room.violate(`a lead has decided everything ${mostRounds} times and is asked again`);
  }
  if (room.violations.length > 0) return;
  await checkQuiet(room, lead);
  await checkEqual(room);
  await checkVendor(room, lead);
  checkTwice(room);
  await checkRoom(room, 'at the end');
  for (const desk of desks) {
    const { ok, problems } = await desk.life.client.app.verify();
    if (!ok) room.violate(`verify at the desk of ${desk.name}: ${problems.join(' ')}`);
  }
}

/** So long takes the end of a scenario at most. */
const longestMs = 30 * 60_000;

/** What ends soon has ended before all are asked to be equal. */
async function passEnds({ clock, desks }: Room): Promise<void> {
  const ends: number[] = [];
  for (const { life } of desks)
    for (const { holds } of (await loadSnapshot(life.client)).values())
      for (const { until } of holds) if (until !== null) ends.push(Date.parse(until));
  for (const end of ends.toSorted((a, b) => a - b))
    if (end > clock.now() && end <= clock.now() + longestMs) clock.advance(end - clock.now());
}

/** Each shares with its first exchange, also where its connection broke since the last, and hears of all with its second. */
async function exchangeAll(room: Room): Promise<void> {
  for (let time = 0; time < 2; time += 1)
    for (const at of room.desks.keys())
      await performHub(room, { do: 'exchange', desk: at, cut: null, meanwhile: null });
}

async function syncOnce(room: Room, desk: RoomDesk) {
  const command = { do: 'sync', fault: null, cut: null, interruption: null } as const;
  return await runHubSync(room, desk, command, () => Promise.resolve());
}

/** Another desk that leads lets go when it is closed. */
async function syncUntilQuiet(room: Room, lead: RoomDesk): Promise<void> {
  const lease = await readLease(room);
  for (const desk of room.desks) if (desk !== lead && desk.person === lease?.name) await room.reopen(desk);
  for (let time = 1; time <= 4; time += 1) {
    const result = await syncOnce(room, lead);
    // An emptied list waits for a person, who is asked after this (`decide`).
    if (result?.outcome === 'suspicious') return undefined;
    if (result?.outcome !== 'done')
      return room.violate(`a run without trouble ended as ${result?.outcome ?? 'nothing'}: ${result?.error ?? ''}`);
    if (result.writes === 0) return undefined;
  }
  return room.violate('a fourth run still writes to the vendor');
}

/** A lead answers and decides everything that is open; false: nothing is. */
async function decide(room: Room, lead: RoomDesk, round: number): Promise<boolean> {
  const { decisions } = room.scenario;
  let decided = 0;
  const next = () => decisions[(round + (decided += 1)) % decisions.length] ?? 'keep';
  const view = await askDesk(room, lead, (client) => client.hub.state());
  for (const at of (view?.requests ?? []).keys())
    await performHub(room, { do: 'answer', desk: 0, request: at, answer: next() });
  for (const { id, suspicion } of await lead.life.client.accounts.list()) {
    if (suspicion === null) continue;
    decided += 1;
    await askDesk(room, lead, (client) =>
      client.sync.answerSuspicion({ account: id, run: suspicion.run, confirm: true }),
    );
  }
  const { conflicts } = await lead.life.client.conflicts.list({ limit: 100 });
  for (const { id } of conflicts) {
    const choice = next() === 'keep' ? 'keepOurs' : 'takeTheirs';
    const now = await lead.life.client.conflicts.list({ limit: 100 });
    const at = now.conflicts.findIndex((one) => one.id === id);
    if (at !== -1) await performHub(room, { do: 'decide', desk: 0, question: at, choice });
  }
  return decided > 0;
}

/** A further exchange carries nothing, and a further run writes nothing. */
async function checkQuiet(room: Room, lead: RoomDesk): Promise<void> {
  for (const desk of room.desks) {
    const done = await askDesk(room, desk, (client) => client.hub.sync());
    if (done === undefined || done.sent + done.received > 0 || done.hub.state !== 'inStep')
      room.violate(`${desk.name}, in step, exchanged ${JSON.stringify(done)}`);
  }
  const result = await syncOnce(room, lead);
  if (result === undefined || result.writes > 0) room.violate(`a run in step sent ${JSON.stringify(result)}`);
  for (const desk of room.desks) await askDesk(room, desk, (client) => client.hub.sync());
}

/** Every desk exports the same, has read the same pushes, and blocks what the hub blocks. */
async function checkEqual(room: Room): Promise<void> {
  const exports = new Map<string, string>();
  const atHub = await readBlockedAtHub(room);
  for (const desk of room.desks) {
    const { client } = desk.life;
    const text = await readAll(await client.entries.export({ filter: {}, format: 'json' }));
    exports.set(text, desk.name);
    const blocked = new Set((JSON.parse(text) as { number: string }[]).map(({ number }) => number));
    const differs = hubNumbers.filter((number) => blocked.has(number) !== atHub.has(number));
    if (differs.length > 0) room.violate(`${desk.name} and the hub differ about ${differs.join()}`);
    const view = await client.hub.state();
    if (view === null || view.requestCount > 0 || view.refusedCount > 0 || view.waiting > 0)
      room.violate(`at the desk of ${desk.name} something is left: ${view?.sentence ?? ''}`);
    await checkDigest(room, desk);
  }
  if (exports.size > 1)
    room.violate(`the lists differ: ${[...exports].map(([text, name]) => `${name}: ${text}`).join('\n')}`);
}

/** What the desk noted of the newest push that it has read is what the hub has of it. */
async function checkDigest(room: Room, { name, life }: RoomDesk): Promise<void> {
  const db = new Database(join(life.dir, 'desk.sqlite'), { readonly: true });
  const mark = db
    .prepare<[], { rev: number; digest: string }>('SELECT rev, digest FROM hub_mark ORDER BY rev DESC LIMIT 1')
    .get();
  db.close();
  const { rows } = await room.hub.query<{ rev: string; digest: string }>(
    'SELECT rev, digest FROM dnc.push ORDER BY rev DESC LIMIT 1',
  );
  const [newest] = rows;
  if (newest !== undefined && (mark?.rev !== Number(newest.rev) || mark.digest !== newest.digest))
    room.violate(`${name} has noted push ${mark?.rev ?? 0} as the newest, and the hub has ${newest.rev}`);
}

/** The vendor has what the list says, or each desk says openly why not. */
async function checkVendor(room: Room, lead: RoomDesk): Promise<void> {
  const now = room.clock.now();
  const records = room.arena.sandbox.control.records({ tenant: room.tenant });
  const living = records.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  const there = new Set(living.map(({ number }) => number));
  for (const desk of room.desks)
    for (const number of hubNumbers) {
      const { entry, vendors } = await desk.life.client.entries.get({ number });
      const isBlocked =
        entry !== null &&
        entry.removed === null &&
        entry.holds.some(({ until }) => isInForce(until, new Date(now).toISOString()));
      const states = vendors.map(({ state }) => state);
      const isOpen = states.some(
        (state) => !['inStep', 'waiting', 'unconfirmed', 'missingThere', 'lessThere'].includes(state),
      );
      // Who takes the vendor's side has the number blocked everywhere but there: it has no row then.
      const isExcepted = states.length === 0 && entry?.holds.some(({ except = [] }) => except.length > 0) === true;
      if (isBlocked && !there.has(number) && !isOpen && !isExcepted)
        room.violate(`${number} is blocked, the vendor lacks it, and ${desk.name} says ${states.join() || 'nothing'}`);
      if (!isBlocked && there.has(number) && !isOpen)
        room.violate(`only the vendor blocks ${number}, and ${desk.name} says ${states.join() || 'nothing'}`);
      if (states.includes('inStep') && !there.has(number))
        room.violate(`${desk.name} says that ${number} is in step, and the vendor lacks it`);
      if (isBlocked && there.has(number) && desk !== lead && states.some((state) => state === 'waiting'))
        room.violate(`${desk.name} says that ${number} waits, which the vendor has`);
    }
}
