/** Carries out the commands of a scenario, and notes what people did for the rules (hubRules.ts). */
import { assertNever } from '../../../shared/assertNever.ts';
import type { DeskClient } from '../../../shared/contract/contract.ts';
import { findVendor } from '../../../electron/sandbox/sandboxVendors.ts';
import { toQuestion } from '../../support/questions.ts';
import { pick } from '../ask.ts';
import { cloneDesk, copyDesk, putDeskBack } from './deskCopies.ts';
import { loadSnapshot, type Snapshot } from '../statements.ts';
import { endOf, placesOf, timeAt } from './ends.ts';
import { forgetSaid, judgeArrivals, readBlockedAtHub } from './hubRules.ts';
import {
  type DeskCommand,
  type EndsIn,
  type HubCommand,
  hubNumbers,
  hubReasons,
  type Meanwhile,
  toHubNumber,
} from './hubScenario.ts';
import { askDesk, type Room, type RoomDesk } from './hubWorld.ts';
import { afterMeeting, mayHaveMet, toText } from './meetings.ts';
import { performAdmin } from './performAdmin.ts';
import { runHubSync } from './runHubSync.ts';

export async function performHub(room: Room, command: HubCommand): Promise<void> {
  if (command.do === 'jump') return room.clock.advance(command.ms);
  if ('number' in command && !('desk' in command)) return performRemote(room, command);
  if (!('desk' in command)) return performAdmin(room, command);
  const desk = pick(room.desks, command.desk);
  if (desk !== undefined && desk.killedInto === undefined) await performDesk(room, desk, command);
}

function performRemote(
  { arena, tenant, vendor }: Room,
  { do: what, number: at }: { readonly do: 'remoteAdd' | 'remoteRemove'; readonly number: number },
): void {
  const { control } = arena.sandbox;
  const number = toHubNumber(at);
  if (what === 'remoteRemove') control.removeRecords({ tenant, number });
  else if (control.records({ tenant, number }).length === 0) {
    const isOfOneAgent = findVendor(vendor).model.agents === 'one';
    const { agents } = control.tenant({ tenant });
    control.addRecords({ tenant, records: [{ number, agents: isOfOneAgent ? agents.map(({ id }) => id) : [] }] });
  }
}

async function performDesk(room: Room, desk: RoomDesk, command: DeskCommand): Promise<void> {
  switch (command.do) {
    case 'add':
    case 'edit':
    case 'release':
    case 'import':
    case 'undo':
    case 'answer':
    case 'decide':
      return actHere(room, desk, command);
    case 'exchange':
      return exchange(room, desk, command);
    case 'sync':
      await runHubSync(room, desk, command, (what) => performHub(room, what));
      return undefined;
    case 'lead':
      await askDesk(room, desk, (client) => client.hub.lead({}));
      return afterMeeting(room, desk, false);
    case 'reopen':
      // What is under way is its end.
      return desk.isRunning ? undefined : room.reopen(desk);
    case 'kill':
      room.kill(desk);
      // A run that was under way ends first.
      return desk.isRunning ? undefined : room.revive(desk);
    case 'copy':
      desk.copy = copyDesk(room, desk);
      return undefined;
    case 'putBack':
      return desk.isRunning ? undefined : putDeskBack(room, desk, command.isKilled);
    case 'clone':
      return cloneDesk(room, desk);
    case 'unplug':
      // A copy of a desk has the same way.
      for (const one of room.desks) if (one.way === desk.way) one.isUnplugged = !command.isBack;
      return desk.way.cut({ when: command.isBack ? 'never' : 'always' });
    case 'skew':
      desk.skew = command.ms;
      return undefined;
    default:
      return assertNever(command);
  }
}

const quietly = { do: 'exchange', cut: null, meanwhile: null } as const;

/** Exchanges, over a way that may break meanwhile. */
async function exchange(
  room: Room,
  desk: RoomDesk,
  { cut, meanwhile }: Extract<DeskCommand, { do: 'exchange' }>,
): Promise<void> {
  const before = await loadSnapshot(desk.life.client);
  const between =
    cut === null && meanwhile !== null && !desk.isUnplugged ? toBetween(room, desk, meanwhile) : undefined;
  if (between !== undefined) desk.way.cut({ when: 'held', text: heldAt[between.before], until: between.until });
  if (cut !== null && !desk.isUnplugged) desk.way.cut(cut);
  const done = await askDesk(room, desk, (client) => client.hub.sync());
  if (!desk.isUnplugged) desk.way.cut({ when: 'never' });
  // What another one pushed in between, it reads at its next exchange.
  const isWhole = done !== undefined && done.hub.state === 'inStep' && between === undefined;
  await forgetSaid(room, desk);
  await afterMeeting(room, desk, isWhole);
  await judgeArrivals(room, desk, before, `${desk.name} exchanges`);
}

/** What an exchange asks before it reads what others changed, and before it pushes. */
const heldAt = { reading: 'FROM dnc.request', pushing: 'BEGIN TRANSACTION' } as const;

/** What happens in between; undefined: the desk that is to exchange then cannot. */
function toBetween(
  room: Room,
  desk: RoomDesk,
  { before, what }: Meanwhile,
): (Pick<Meanwhile, 'before'> & { readonly until: () => Promise<void> }) | undefined {
  const other = typeof what === 'number' ? pick(room.desks, what) : undefined;
  if (typeof what === 'number' && (other === undefined || other === desk || other.isRunning)) return undefined;
  const until = async (): Promise<void> => {
    try {
      // It has read the hub: what it says as another desk had said it before is settled, whatever that one does now.
      if (before === 'pushing') await forgetSaid(room, desk);
      mayHaveMet(room, desk);
      if (other !== undefined) await exchange(room, other, quietly);
      else if (typeof what !== 'number') await performAdmin(room, { do: 'putBackHub', ...what, isUnderUs: true });
    } catch (error) {
      room.violate(`what came in the middle of an exchange broke: ${String(error)}`);
    }
  };
  return { before, until };
}

type PersonCommand = Extract<DeskCommand, { do: 'add' | 'edit' | 'release' | 'import' | 'undo' | 'answer' | 'decide' }>;

/** A person's act at one desk: what it did to each number is noted, and whether the login might. */
async function actHere(room: Room, desk: RoomDesk, command: PersonCommand): Promise<void> {
  const before = await loadSnapshot(desk.life.client);
  const batch = await act(room, desk, command, before);
  if (batch !== undefined && batch !== null) desk.batches.push(batch);
  const after = await loadSnapshot(desk.life.client);
  const atHub = await readBlockedAtHub(room);
  for (const number of hubNumbers) {
    const [was, is] = [before.get(number), after.get(number)];
    if (toText(was) === toText(is)) continue;
    if (was !== undefined && is !== undefined && placesOf(was) !== placesOf(is)) room.narrowed.add(number);
    const isLeads = !desk.roles.has('lead') && atHub.has(number) && room.knowledge.isShared(desk.name, number);
    // What has ended there anybody may let go.
    const isSooner = endOf(is) < endOf(was) && endOf(was) > timeAt(room, desk);
    if (is?.isRemoved === false) {
      if (isSooner && isLeads)
        room.violate(`${desk.name} let ${number} end sooner by ${command.do}, which is shared and only a lead may`);
      room.knowledge[isSooner ? 'noteShortened' : 'noteKept'](desk.name, number, endOf(is));
    } else if (was?.isRemoved === false) {
      if (isLeads)
        room.violate(`${desk.name} released ${number} by ${command.do}, which is shared and only a lead may`);
      room.knowledge.noteReleased(desk.name, number);
    }
    if (desk.shared.get(number) === toText(is)) room.knowledge.forgetUnshared(desk.name, number);
  }
}

async function act(
  room: Room,
  desk: RoomDesk,
  command: PersonCommand,
  before: Snapshot,
): Promise<number | null | undefined> {
  const ask = <T>(call: Parameters<typeof askDesk<T>>[2]) => askDesk(room, desk, call);
  const reasonOf = (at: number | null) => (at === null ? null : pick(hubReasons, at));
  switch (command.do) {
    case 'add': {
      const targets = command.everywhere ? {} : { targets: ['The vendor'] };
      const expires = toExpiry(room, command.ends);
      const onDuplicate = command.update ? ('update' as const) : ('keep' as const);
      const options = { reason: reasonOf(command.reason), onDuplicate, expires };
      const numbers = command.numbers.map(toHubNumber);
      return (await ask((client) => client.entries.add({ numbers, ...targets, ...options })))?.batch;
    }
    case 'edit': {
      const numbers = [toHubNumber(command.number)].filter((number) => before.get(number)?.isRemoved === false);
      if (numbers.length === 0) return undefined;
      const patch = command.reason === null ? {} : { reason: reasonOf(command.reason) };
      const targets =
        command.everywhere === null ? {} : { targets: command.everywhere ? ['everywhere'] : ['The vendor'] };
      const ends = command.ends === 'same' ? {} : { expires: toExpiry(room, command.ends) };
      return (await ask((client) => client.entries.edit({ numbers, patch, ...targets, ...ends })))?.batch;
    }
    case 'release': {
      const numbers = command.numbers.map(toHubNumber).filter((number) => before.get(number)?.isRemoved === false);
      if (numbers.length === 0) return undefined;
      return (await ask((client) => client.entries.remove({ numbers, why: 'asked to be called again' })))?.batch;
    }
    case 'import':
      return ask((client) => importNumbers(room, client, command));
    case 'undo': {
      const batch = desk.batches[desk.batches.length - 1 - (command.back % Math.max(1, desk.batches.length))];
      return batch === undefined ? undefined : (await ask((client) => client.batches.undo({ batch })))?.batch;
    }
    case 'answer': {
      const view = await ask((client) => client.hub.state());
      const request = pick(view?.requests ?? [], command.request);
      const { answer } = command;
      if (request !== undefined)
        await ask((client) => client.hub.answer({ id: request.id, answer, version: request.version }));
      return undefined;
    }
    case 'decide': {
      const { conflicts } = await desk.life.client.conflicts.list({ limit: 100 });
      const question = pick(conflicts, command.question);
      const { choice } = command;
      if (question === undefined) return undefined;
      if (choice === 'takeTheirs') room.narrowed.add(question.number);
      return (await ask((client) => client.conflicts.resolve({ questions: [toQuestion(question)], choice })))?.batch;
    }
    default:
      return assertNever(command);
  }
}

/** As a person says it, who knows the true time. */
function toExpiry({ clock }: Room, ends: EndsIn): string | null {
  return ends === null ? null : new Date(clock.now() + ends).toISOString();
}

async function importNumbers(
  room: Room,
  client: DeskClient,
  { numbers: which, update, ends }: Extract<PersonCommand, { do: 'import' }>,
): Promise<number | undefined> {
  const numbers = which.map(toHubNumber);
  const text = ['phone,reason', ...numbers.map((number, at) => `${number},${hubReasons[at % 3]}`)].join('\n');
  const { intake } = await client.intake.open({ from: { kind: 'text', text, name: 'calls.csv' } });
  const mapping = [
    { column: 0, field: 'phone' as const },
    { column: 1, field: 'reason' as const },
  ];
  const onDuplicate = update ? ('update' as const) : ('keep' as const);
  const options = { mapping, onDuplicate, revive: true, expires: toExpiry(room, ends) };
  await client.jobs.wait({ job: (await client.intake.preview({ intake, options })).job });
  await client.jobs.wait({ job: (await client.intake.apply({ intake })).job });
  const { state, batch } = await client.intake.result({ intake });
  await client.intake.discard({ intake });
  return state === 'applied' ? batch : undefined;
}
