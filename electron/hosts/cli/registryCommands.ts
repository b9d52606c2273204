/** Registries on the command line: what is loaded, loading a file, unloading, and the subscriptions. */
import { resolve } from 'node:path';
import type {
  ColumnsAsked,
  RegistryColumns,
  RegistryPreview,
  RegistryRow,
} from '../../../shared/contract/registries.ts';
import { isRegistryList, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { CommandFailure } from './commandFailure.ts';
import { loadTimes } from './deskTimes.ts';
import { finishJob } from './jobs.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { registryCommandsWords as say } from '../../../shared/words/cli/care.ts';

/** `registries`: what is loaded, how old it is, and the subscriptions; 1 where the registries cannot be read. */
export async function listRegistries(context: CommandContext): Promise<ExitCode> {
  const { areas, subscriptions, problem } = await context.client.registries.list();
  print(context, { areas, subscriptions, problem }, [
    ...areas.map(toLine),
    ...subscriptions.map(({ number, listName, holder, expires, areaCodes, state }) =>
      say.subscriptionLine({
        number,
        listName,
        holder,
        areas: areaCodes.length === 0 ? say.allAreaCodes : areaCodes.join(', '),
        expires,
        state,
      }),
    ),
  ]);
  if (problem !== null) return context.terminal.fail(1, problem);
  if (areas.length === 0 && !context.json) context.terminal.err(say.noRegistryIsLoaded);
  return 0;
}

function toLine({ list, area, listName, version, count, state, days, left, uncovered }: RegistryRow): string {
  const age = {
    current: say.oldGoodForMore(days, left),
    due: say.dueIn(left),
    stale: say.staleSince(-left),
    damaged: say.damagedItCoversNothing,
  }[state];
  const covered = uncovered ? say.noSubscriptionCovers : '';
  return say.areaLine({ areaText: toAreaText(list, area), listName, version, count, age, covered });
}

const toAreaText = (list: string, area: string): string => (area === 'all' ? list : `${list}/${area}`);

export type LoadOptions = {
  readonly list?: string;
  readonly date?: string;
  readonly map?: string;
  readonly addValue?: string[];
  readonly removeValue?: string[];
  readonly says?: 'changes' | 'answers';
  readonly sure?: boolean;
  readonly dryRun?: boolean;
};

/**
 * `registries load`: checks a file, tells what it replaces, and loads it; `--dry-run` stops before that.
 * @throws CommandFailure for a file that is no registry, or that leaves something open
 */
export async function loadRegistry(context: CommandContext, file: string, options: LoadOptions): Promise<ExitCode> {
  const { client, terminal } = context;
  const { list, date } = options;
  const request = {
    from: { kind: 'path', path: resolve(file) } as const,
    ...(list === undefined ? {} : { list: readList(list) }),
    ...(date === undefined ? {} : { version: date }),
  };
  let opened = await client.registries.open({ ...request, askColumns: options.map !== undefined });
  try {
    await finishJob(context, opened.job, 2);
    let found = await client.registries.preview({ load: opened.load });
    if (found.state === 'asks') {
      if (options.map === undefined) throw new CommandFailure(2, toQuestion(found.asks));
      const columns = readColumns(found.asks, options.map, options);
      await client.registries.discard({ load: opened.load });
      opened = await client.registries.open({ ...request, columns });
      await finishJob(context, opened.job, 2);
      found = await client.registries.preview({ load: opened.load });
    }
    if (found.state === 'asks') throw new CommandFailure(2, toQuestion(found.asks));
    const { preview } = found;
    if (!context.json) for (const note of preview.notes) terminal.err(note);
    if (options.dryRun !== true) {
      if (preview.version === null) throw new CommandFailure(2, say.theDayOfThisVersion);
      if (preview.doubts.length > 0 && options.sure !== true)
        throw new CommandFailure(4, say.doubtsBefore(preview.doubts.join(' ')));
      const { job } = await client.registries.apply({ load: opened.load, sure: options.sure ?? false });
      await finishJob(context, job);
    }
    const { load: _, ...document } = preview;
    print(context, { ...document, loaded: options.dryRun !== true }, toLines(preview, options.dryRun === true));
    return 0;
  } finally {
    await client.registries.discard({ load: opened.load }).catch(() => {});
  }
}

function toLines({ name, kind, version, rows, areas, doubts }: RegistryPreview, isDry: boolean): string[] {
  const words = { full: say.fullList, change: say.changes, wash: say.answersOfTheRegister }[kind];
  const done = isDry ? say.wouldBeLoaded : say.loaded;
  return [
    say.previewLine({ name, words, version: version ?? say.anUnknownDay, rows, areaCount: areas.length, done }),
    ...areas.slice(0, 20).map(({ list, area, listed, unlisted, replaces }) => {
      const before = replaces === null ? say.new : say.with(kind, replaces.version, replaces.count);
      const off = unlisted === 0 ? '' : `, ${toCount(unlisted)} ${kind === 'change' ? say.takenOff : say.notListed}`;
      return `  ${toAreaText(list, area)}: ${toCount(listed)} ${kind === 'change' ? 'added' : 'listed'}${off} (${before})`;
    }),
    ...(areas.length > 20 ? [say.andMore(areas.length - 20)] : []),
    ...(isDry ? doubts : []),
  ];
}

function readList(text: string): RegistryList {
  const folded = text.toLowerCase();
  const list = { tps: 'gb-tps', ctps: 'gb-ctps' }[folded] ?? folded;
  if (isRegistryList(list)) return list;
  throw new CommandFailure(2, say.isNoListThereAre(text));
}

function toQuestion({ name, columns, guess, why }: ColumnsAsked): string {
  const shown = columns
    .slice(0, 8)
    .map(
      ({ header, samples, values }, at) =>
        `${at + 1}${header === null ? '' : ` "${header}"`} (${(values.length > 0 ? values : samples).slice(0, 3).join(', ')})`,
    );
  const place = (column: number | null | undefined, name_: string): string[] =>
    column === null || column === undefined ? [] : [`${name_}=${column + 1}`];
  const map = [
    ...place(guess?.areaCode, 'areaCode'),
    ...place(guess?.number ?? 0, 'number'),
    ...place(guess?.flag, 'action'),
  ].join(',');
  const value = guess?.add[0] ?? 'A';
  return `${why === null ? '' : `${why} `}${say.theColumnsOfHave(name, map, value, shown.join('; '))}`;
}

function readColumns(
  { columns }: ColumnsAsked,
  map: string,
  { addValue, removeValue, says }: LoadOptions,
): RegistryColumns {
  const found = new Map<string, number>();
  for (const pair of map.split(',')) {
    const [field = '', named = ''] = pair.split('=', 2).map((text) => text.trim());
    if (!['number', 'areaCode', 'action', 'country', 'date'].includes(field))
      throw new CommandFailure(2, say.isNoColumnWriteAreacode(pair));
    const byName = columns.findIndex(({ header }) => header?.toLowerCase() === named.toLowerCase());
    const at = /^\d{1,3}$/.test(named) ? Number(named) - 1 : byName;
    if (at < 0 || at >= columns.length) throw new CommandFailure(2, say.thereIsNoColumn(named));
    found.set(field, at);
  }
  const number = found.get('number');
  if (number === undefined) throw new CommandFailure(2, say.sayWhichColumnHolds);
  const flag = found.get('action') ?? null;
  if (flag !== null && addValue === undefined) throw new CommandFailure(2, say.sayWhichValueOfThe);
  return {
    number,
    areaCode: found.get('areaCode') ?? null,
    flag,
    add: addValue ?? [],
    ...(found.has('country') ? { country: found.get('country') } : {}),
    ...(found.has('date') ? { date: found.get('date') } : {}),
    ...(removeValue === undefined ? {} : { remove: removeValue }),
    ...(says === undefined ? {} : { says }),
  };
}

/**
 * `registries remove`: unloads a list or one of its areas (`list/area`).
 * @throws CommandFailure (2) where it is not loaded, or several lists hold the area
 */
export async function removeRegistry(context: CommandContext, named: string): Promise<ExitCode> {
  const { client } = context;
  const chosen = await findArea(context, named);
  const { removed } = await client.registries.remove(chosen);
  print(context, { ...chosen, removed }, [say.ofUnloadedNumbers(removed.length, chosen.list)]);
  return 0;
}

async function findArea({ client }: CommandContext, named: string): Promise<{ list: RegistryList; area?: string }> {
  const [list = '', area] = named.split('/', 2);
  if (!/^\d{3}$/.test(list)) return { list: readList(list), ...(area === undefined ? {} : { area }) };
  const { areas } = await client.registries.list();
  const of = areas.filter((row) => row.area === list);
  const [found, other] = of;
  if (found === undefined) throw new CommandFailure(2, say.areaCodeIsNotLoaded(list));
  if (other !== undefined)
    throw new CommandFailure(2, say.severalListsHold(list, of.map((row) => `${row.list}/${list}`).join(' or ')));
  return { list: found.list, area: list };
}

/** `registries log`: every load and removal, with file, hash and author. */
export async function listLoads(context: CommandContext): Promise<ExitCode> {
  const { log } = await context.client.registries.list();
  const toTime = await loadTimes(context);
  print(
    context,
    log,
    log.map(({ at, author, kind, list, areas, version, file, sha256 }) =>
      say.loadedLine({
        at: toTime(at),
        kind,
        list,
        areas: areas.length > 8 ? say.areas(areas.length) : areas.join(','),
        version,
        author,
        file,
        sha256,
      }),
    ),
  );
  return 0;
}

export type SubscriptionOptions = {
  readonly list: string;
  readonly holder: string;
  readonly expires?: string;
  readonly areaCodes?: string;
  readonly forget?: boolean;
};

/** `registries subscription`: keeps or forgets a subscription. @throws CommandFailure (2) for an unknown list or number */
export async function keepSubscription(
  context: CommandContext,
  number: string,
  { list: named, holder, expires, areaCodes, forget }: SubscriptionOptions,
): Promise<ExitCode> {
  const { client } = context;
  const list = readList(named);
  if (forget === true) {
    const { ok } = await client.registries.removeSubscription({ list, number });
    if (!ok) throw new CommandFailure(2, say.thereIsNoSubscription(number));
    print(context, { number }, [say.subscriptionIsForgotten(number)]);
    return 0;
  }
  const codes = areaCodes === undefined ? [] : areaCodes.split(',').map((code) => code.trim());
  await client.registries.saveSubscription({ number, list, holder, expires: expires ?? null, areaCodes: codes });
  print(context, { number }, [say.subscriptionIsKept(number)]);
  return 0;
}
