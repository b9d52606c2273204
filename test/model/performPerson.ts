/** A person's commands, each judged by what it says: it does that, and weakens nothing else. */
import { toQuestion } from '../support/questions.ts';
import { assertNever } from '../../shared/assertNever.ts';
import { ask, observe, pick } from './ask.ts';
import { loadTargets, lookAtList } from './grid.ts';
import { noteActs } from './owners.ts';
import { judgeTaking, judgeUndo, judgeWishes, mustHold } from './judgePerson.ts';
import { checkKept, checkTaking, forgetHeld } from './openCases.ts';
import { type PersonCommand, type PlaceSpec, reasons, toNumber, type Until } from './scenario.ts';
import { findWeakened, sayTheSame, show, type Snapshot, type TargetRow } from './statements.ts';
import { noteAnother, noteSame } from './twins.ts';
import { callReferences, toNewAccount, type World } from './world.ts';

export async function performPerson(world: World, command: PersonCommand): Promise<void> {
  const before = await observe(world, `before ${command.do}`);
  noteReleases(world, command);
  const targets = await loadTargets(world);
  const batch = await actPerson(world, command, before, targets);
  const after = await lookAtList(world);
  world.known = after;
  if (batch !== undefined && batch !== null) world.batches.push({ batch, before, after });
}

/** Numbers that this command may release, now or when an expiry comes. */
function noteReleases(world: World, command: PersonCommand): void {
  const note = (numbers: Iterable<string>): void => {
    for (const number of numbers) world.released.add(number);
  };
  switch (command.do) {
    case 'add':
    case 'import':
      return command.until === null ? undefined : note(toNumbers(command.numbers));
    case 'edit':
    case 'remove':
      // Who edits a reason ends nothing.
      if (command.do === 'remove' || command.places !== null) noteActs(world, toNumbers(command.numbers));
      forgetHeld(world, toNumbers(command.numbers));
      return note(toNumbers(command.numbers));
    case 'undo':
      forgetHeld(world);
      return note(world.batches.flatMap(({ after }) => [...after.keys()]));
    case 'resolve':
    case 'answerSame':
    case 'answerSuspicion':
    case 'retire':
    case 'reconnect':
      return forgetHeld(world);
    default:
      return assertNever(command);
  }
}

/** Does it, and compares what became of the list with what was asked. Answers the batch. */
async function actPerson(
  world: World,
  command: PersonCommand,
  before: Snapshot,
  targets: readonly TargetRow[],
): Promise<number | null | undefined> {
  const reference = (of: { reference: boolean }) =>
    of.reference
      ? { batchId: callReferences[0]?.batchId ?? '', requestUuid: callReferences[0]?.requestUUID ?? '' }
      : undefined;
  const others = (touched: readonly string[], after: Snapshot): void => {
    const untouched = (of: Snapshot): Snapshot => new Map([...of].filter(([number]) => !touched.includes(number)));
    const [was, is] = [untouched(before), untouched(after)];
    for (const weaker of findWeakened(was, is, targets)) world.violate(`${weaker} (${command.do} of other numbers)`);
  };
  switch (command.do) {
    case 'add': {
      const numbers = toNumbers(command.numbers);
      const holds = toHolds(world, command.places, command.until, targets);
      const done = await ask(world, (client) =>
        client.entries.add({
          numbers,
          holds,
          reason: command.reason === null ? null : pick(reasons, command.reason),
          callReference: reference(command),
          confirmInvalid: true,
          onDuplicate: command.update ? 'update' : 'keep',
        }),
      );
      const after = await lookAtList(world);
      if (done !== undefined) mustHold(world, numbers, holds, after, targets, 'add');
      if (done !== undefined) noteWishes(world, numbers, done.batch);
      for (const weaker of findWeakened(before, after, targets)) world.violate(`${weaker} (add)`);
      return done?.batch;
    }
    case 'import': {
      const numbers = toNumbers(command.numbers);
      const holds = toHolds(world, command.places, command.until, targets);
      const batch = await importNumbers(world, command.numbers.map(toNumber), holds, command.update);
      const after = await lookAtList(world);
      if (batch !== undefined) mustHold(world, numbers, holds, after, targets, 'import');
      if (batch !== undefined) noteWishes(world, numbers, batch);
      for (const weaker of findWeakened(before, after, targets)) world.violate(`${weaker} (import)`);
      return batch;
    }
    case 'edit': {
      const numbers = toNumbers(command.numbers).filter((number) => before.has(number));
      if (numbers.length === 0) return undefined;
      const holds = command.places === null ? undefined : toHolds(world, command.places, command.until, targets);
      const patch = {
        holds,
        ...(command.reason === null ? {} : { reason: pick(reasons, command.reason) }),
        ...(command.reference ? { callReference: reference(command) } : {}),
      };
      const done = await ask(world, (client) => client.entries.edit({ numbers, patch }));
      const after = await lookAtList(world);
      others(numbers, after);
      for (const number of done === undefined || holds === undefined ? [] : numbers) {
        const is = after.get(number);
        if (is !== undefined && !is.isRemoved && !sayTheSame(is.holds, holds ?? [], targets))
          world.violate(`${number} was edited to ${show(holds ?? [])} and holds ${show(is.holds)}`);
      }
      return done?.batch;
    }
    case 'remove': {
      const numbers = toNumbers(command.numbers).filter((number) => before.has(number));
      if (numbers.length === 0) return undefined;
      const done = await ask(world, (client) => client.entries.remove({ numbers, why: 'asked to be called again' }));
      const after = await lookAtList(world);
      others(numbers, after);
      for (const number of done === undefined ? [] : numbers)
        if (after.get(number)?.isRemoved === false) world.violate(`${number} was removed and is still on the list`);
      return done?.batch;
    }
    case 'undo': {
      const note = world.batches[world.batches.length - 1 - (command.back % Math.max(1, world.batches.length))];
      if (note === undefined) return undefined;
      const done = await ask(world, (client) => client.batches.undo({ batch: note.batch }));
      const after = await lookAtList(world);
      if (done !== undefined)
        judgeUndo(
          world,
          note.before,
          note.after,
          before,
          after,
          done.left.map(({ number }) => number),
        );
      if (done !== undefined) judgeWishes(world, note.batch, before, after, await listUndone(world));
      return done?.batch;
    }
    case 'resolve': {
      const { conflicts } = await world.life.client.conflicts.list({ limit: 1000 });
      const conflict = pick(conflicts, command.conflict);
      if (conflict === undefined) return undefined;
      world.released.add(conflict.number);
      noteActs(world, [conflict.number]);
      const holds = command.places === null ? undefined : toHolds(world, command.places, command.until, targets);
      const patch = command.choice === 'edit' ? { reason: reasons[1], holds } : undefined;
      const done = await ask(world, (client) =>
        client.conflicts.resolve({ questions: [toQuestion(conflict)], choice: command.choice, patch }),
      );
      const after = await lookAtList(world);
      others([conflict.number], after);
      if (done === undefined) return undefined;
      const is = after.get(conflict.number);
      const isBlocked = is !== undefined && !is.isRemoved;
      const kept = command.choice === 'takeTheirs' ? conflict.theirs : conflict.ours;
      if (kept !== null && !isBlocked && command.choice !== 'edit')
        world.violate(`${conflict.number} was kept as ${command.choice} says, and is not on the list`);
      const was = before.get(conflict.number);
      const isLess =
        was !== undefined &&
        is !== undefined &&
        findWeakened(new Map([[conflict.number, was]]), new Map([[conflict.number, is]]), targets).length > 0;
      if (command.choice === 'edit') mustHold(world, [conflict.number], holds ?? [], after, targets, 'decided');
      if (command.choice === 'edit' && holds === undefined) await checkKept(world, conflict, targets);
      if (command.choice === 'takeTheirs') {
        checkTaking(world, conflict, after, targets);
        judgeTaking(world, conflict, was, is, targets);
      }
      if (command.choice === 'keepOurs' && isLess) world.violate(`${conflict.number} got weaker by keeping ours`);
      return done.batch;
    }
    case 'answerSame':
      return await answerSame(world, command, before, targets);
    case 'reconnect':
      return await reconnect(world, command.account, targets);
    case 'retire': {
      const account = pick(world.accounts, command.account);
      const gone = targets.find((target) => target.account === account?.id && target.state === 'gone');
      if (gone === undefined) return undefined;
      await ask(world, (client) => client.accounts.retireTarget({ target: gone.id }));
      for (const weaker of findWeakened(before, await lookAtList(world), targets))
        world.violate(`${weaker} (an agent was retired)`);
      return undefined;
    }
    case 'answerSuspicion': {
      const account = pick(world.accounts, command.account);
      const rows = await world.life.client.accounts.list();
      const suspicion = rows.find(({ id }) => id === account?.id)?.suspicion;
      if (account === undefined || suspicion === undefined || suspicion === null) return undefined;
      // Whoever says that the strangers are the right ones makes them so.
      if (command.confirm && suspicion.about === 'agents') account.lied = true;
      await ask(world, (client) =>
        client.sync.answerSuspicion({ account: account.id, run: suspicion.run, confirm: command.confirm }),
      );
      const after = await lookAtList(world);
      for (const weaker of findWeakened(before, after, targets)) world.violate(`${weaker} (answer to a suspicion)`);
      return undefined;
    }
    default:
      return assertNever(command);
  }
}

/** What was blocked for the account, or for an agent of it, is blocked for the one of that name: nobody said anything else. */
async function reconnect(world: World, index: number, targets: readonly TargetRow[]): Promise<undefined> {
  const account = pick(world.accounts, index);
  if (account === undefined) return undefined;
  const own = targets.filter((target) => target.account === account.id).map(({ label }) => label.replace(' / ', '/'));
  const check = async (): Promise<ReadonlySet<string>> => {
    const found: string[] = [];
    for (const target of own)
      for (const { number, blocked } of await world.life.client.entries.check({ numbers: [...world.numbers], target }))
        if (blocked) found.push(`${number} for ${target}`);
    return new Set(found);
  };
  const before = await check();
  const removed = await ask(world, (client) => client.accounts.remove({ account: account.id }));
  if (removed === undefined) return undefined;
  const tenant = world.arena.sandbox.control.tenant({ tenant: account.tenant });
  const at = world.accounts.indexOf(account);
  account.id = (await world.life.client.accounts.add(toNewAccount(account.setup, at, tenant))).id;
  world.looks.clear();
  const after = await check();
  for (const blocked of before)
    if (!after.has(blocked)) world.violate(`${blocked} is not blocked any more (the account was connected again)`);
  return undefined;
}

/** The same agent has what the gone one had; that it is another one changes nothing on the list. */
async function answerSame(
  world: World,
  { question, isSame }: Extract<PersonCommand, { do: 'answerSame' }>,
  before: Snapshot,
  targets: readonly TargetRow[],
): Promise<number | null | undefined> {
  const asked = pick(await world.life.client.accounts.sameQuestions(), question);
  if (asked === undefined) return undefined;
  const { id, version, target, other } = asked;
  const done = await ask(world, (client) =>
    client.accounts.answerSame({ id, version, answer: isSame ? 'same' : 'another' }),
  );
  if (done !== undefined && !isSame) noteAnother(world, target, other, targets);
  if (done !== undefined && isSame) noteSame(world, target, other);
  const moves = done !== undefined && isSame;
  const wanted = new Map(
    [...before].map(([number, entry]) => {
      const holds = entry.holds.map((hold) => (moves && hold.place === other ? { ...hold, place: target } : hold));
      return [number, { ...entry, holds }] as const;
    }),
  );
  for (const weaker of findWeakened(wanted, await lookAtList(world), targets))
    world.violate(`${weaker} (an agent was said to be ${isSame ? 'the same' : 'another'})`);
  return done?.batch;
}

function toHolds(
  world: World,
  places: readonly PlaceSpec[],
  until: Until,
  targets: readonly TargetRow[],
): { place: 'everywhere' | number; until: string | null; except: number[] }[] {
  const end = until === null ? null : new Date(world.clock.now() + until).toISOString();
  const holds = places.map((place) => {
    if (place.kind === 'everywhere') return { place: place.kind, until: end, except: [] };
    const account = pick(world.accounts, place.account);
    const own = targets.filter((target) => target.account === account?.id);
    const agents = own.filter(({ kind }) => kind !== 'account');
    const whole = own.find(({ kind }) => kind === 'account');
    const named = 'agent' in place ? (pick(agents, place.agent) ?? whole) : whole;
    if (place.kind === 'account' || place.kind === 'agent')
      return { place: named?.id ?? ('everywhere' as const), until: end, except: [] };
    return { place: 'everywhere' as const, until: end, except: named === undefined ? [] : [named.id] };
  });
  return [...new Map(holds.map((hold) => [JSON.stringify(hold), hold])).values()];
}

function toNumbers(indexes: readonly number[]): string[] {
  return [...new Set(indexes.map(toNumber))];
}

async function importNumbers(
  world: World,
  numbers: readonly string[],
  holds: ReturnType<typeof toHolds>,
  update: boolean,
): Promise<number | undefined> {
  const lines = ['phone,reason', ...numbers.map((number, at) => `${number},${reasons[at % 3]}`), 'not a number,oops'];
  const { client } = world.life;
  const found = await client.intake.open({ from: { kind: 'text', text: `${lines.join('\n')}\n`, name: 'calls.csv' } });
  const mapping = [
    { column: 0, field: 'phone' as const },
    { column: 1, field: 'reason' as const },
  ];
  const options = {
    mapping,
    holds,
    onDuplicate: update ? ('update' as const) : ('keep' as const),
    confirmInvalid: true,
    // A person who brings a list means every line of it, also a number that was released before.
    revive: true,
  };
  const preview = await client.intake.preview({ intake: found.intake, options });
  await client.jobs.wait({ job: preview.job });
  const apply = await client.intake.apply({ intake: found.intake });
  await client.jobs.wait({ job: apply.job });
  const result = await client.intake.result({ intake: found.intake });
  const { lines: read, added, changed, alreadyThere, rejected } = result;
  if (read !== added + changed + alreadyThere + rejected)
    world.violate(`an import lost lines: ${JSON.stringify(result)}`);
  await client.intake.discard({ intake: found.intake });
  return result.state === 'applied' ? result.batch : undefined;
}

function noteWishes({ wishes, batches }: World, numbers: readonly string[], batch: number | null): void {
  for (const number of numbers) wishes.push({ number, batch, after: batches.at(-1)?.batch ?? 0 });
}

async function listUndone({ life: { client } }: World): Promise<ReadonlySet<number>> {
  const rows = await client.batches.list({ limit: 1000 });
  return new Set(rows.flatMap(({ id, state }) => (state === 'undone' || state === 'cancelled' ? [id] : [])));
}
