/** Conflicts on the command line: listed, and decided one by one, for one account, or all at once as one batch. */
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { fieldParts } from '../../../shared/fields.ts';
import { findAccount } from './findAccount.ts';
import { CommandFailure } from './commandFailure.ts';
import { type StatementOptions, toEditInput } from './listCommands.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { conflictCommandsWords as say } from '../../../shared/words/cli/list.ts';

const pageSize = 1000;
/** So many the desk decides in one call, as one batch. */
const mostAtOnce = 10_000;

type Kind = ConflictRow['kind'];

async function loadConflicts({ client }: CommandContext, account?: number, kind?: Kind): Promise<ConflictRow[]> {
  const rows: ConflictRow[] = [];
  for (let after: number | undefined; ;) {
    const { conflicts } = await client.conflicts.list({ limit: pageSize, after, account, kind });
    rows.push(...conflicts);
    if (conflicts.length < pageSize) return rows;
    after = conflicts.at(-1)?.id;
  }
}

export type ListOptions = { readonly account?: string; readonly kind?: Kind };

/** `conflicts`: the open conflicts, one per line, with both sides. */
export async function listConflicts(context: CommandContext, { account, kind }: ListOptions): Promise<ExitCode> {
  const id = account === undefined ? undefined : (await findAccount(context.client, account)).id;
  const rows = await loadConflicts(context, id, kind);
  print(context, rows, rows.map(toLine), say.thereIsNoConflict);
  return 0;
}

function toLine(row: ConflictRow): string {
  const { number, accountName, sentence, vendors, elsewhere } = row;
  const free = vendors.flatMap(({ mayCall }) => mayCall ?? []);
  const where = elsewhere === null ? [] : [elsewhere];
  return [`${toName(row)} ${number} ${accountName}: ${sentence}`, ...free, ...where].join(' ');
}

/** A question as it is to be named when it is decided: its id and its version. */
function toName({ id, version }: Pick<ConflictRow, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

export type ResolveOptions = {
  readonly account?: string;
  readonly kind?: Kind;
  readonly all?: boolean;
  readonly dryRun?: boolean;
} & StatementOptions;

/**
 * `conflicts resolve`. `words`: the ids, if any, and then the choice. With `--dry-run` it only says what the choice will do.
 * @throws CommandFailure (2) for words that name no open conflict or no choice
 */
export async function resolveConflicts(
  context: CommandContext,
  words: readonly string[],
  options: ResolveOptions,
): Promise<ExitCode> {
  const { ids, choice } = readResolveRequest(words, options);
  const edit = choice === 'edit' ? readEdit(options) : {};
  if (options.dryRun !== true && ids.length > 0)
    return await decide(context, await readVersions(context, ids), choice, edit);
  const account = options.account === undefined ? undefined : (await findAccount(context.client, options.account)).id;
  const open = await loadConflicts(context, account, options.kind);
  const chosen = ids.length === 0 ? open : open.filter((row) => ids.some(({ id }) => id === row.id));
  const unknown = ids.find(({ id }) => !chosen.some((row) => row.id === id));
  if (unknown !== undefined) throw new CommandFailure(2, say.thereIsNoOpenConflict(unknown.id));
  if (options.dryRun !== true) {
    if (chosen.length > 0)
      return await decide(
        context,
        chosen.slice(0, mostAtOnce).map(({ id, version }) => ({ id, version })),
        choice,
        edit,
      );
    print(context, { batch: null, changed: 0, resolved: 0 }, [say.thereIsNoConflict]);
    return 0;
  }
  const edited = [say.theNumberStaysBlocked];
  const effects = chosen.map((row) => ({ ...row, effects: choice === 'edit' ? edited : row.effects[choice] }));
  print(context, effects, [
    ...effects.flatMap((row) => [
      `${toName(row)} ${row.number} ${row.accountName}`,
      ...row.effects.map((one) => `  ${one}`),
    ]),
    say.wouldBeDecidedNothing(chosen.length),
  ]);
  return 0;
}

const choices = { 'keep-ours': 'keepOurs', 'take-theirs': 'takeTheirs', edit: 'edit' } as const;

/** `version`: undefined where none was named. */
type NamedQuestion = { readonly id: number; readonly version: number | undefined };
type AskedQuestion = { readonly id: number; readonly version: number };

type ResolveRequest = {
  readonly ids: readonly NamedQuestion[];
  readonly choice: (typeof choices)[keyof typeof choices];
};
type Edit = Partial<ReturnType<typeof toEditInput>>;

/** What `edit` is to change: all that the command `edit` can. */
function readEdit(options: ResolveOptions): Edit {
  const edit = toEditInput(options);
  const given = [...Object.values(edit.patch), edit.targets, edit.expires];
  if (given.every((value) => value === undefined))
    throw new CommandFailure(2, say.sayWhatToChangeScope(fieldParts.map(({ option }) => `--${option}`).join(', ')));
  return edit;
}

function readResolveRequest(words: readonly string[], { account, kind, all }: ResolveOptions): ResolveRequest {
  const word = words.at(-1);
  if (word !== 'keep-ours' && word !== 'take-theirs' && word !== 'edit')
    throw new CommandFailure(2, say.sayAtTheEndWhat);
  const ids = words.slice(0, -1).map((text) => {
    const [, id, version] = /^([1-9]\d{0,14})(?:@(\d{1,15}))?$/.exec(text) ?? [];
    if (id !== undefined) return { id: Number(id), version: version === undefined ? undefined : Number(version) };
    throw new CommandFailure(2, say.isNoConflictsIdDnc(text));
  });
  const ways = [ids.length > 0, account !== undefined || kind !== undefined, all === true].filter(Boolean).length;
  if (ways !== 1) throw new CommandFailure(2, say.sayWhichConflicts);
  return { ids, choice: choices[word] };
}

/**
 * The questions with the versions to decide. An id without a version names the question as it was opened.
 * @throws CommandFailure (4) where that question has changed since: it is shown as it is now
 */
async function readVersions({ client }: CommandContext, named: readonly NamedQuestion[]): Promise<AskedQuestion[]> {
  const questions: AskedQuestion[] = [];
  for (const { id, version } of named) {
    const { conflicts } = await client.conflicts.list({ after: id - 1, limit: 1 });
    const row = conflicts.find((one) => one.id === id);
    if (row?.hasChanged === true && version !== row.version)
      throw new CommandFailure(4, say.questionHasChanged(id, version, toLine(row), toName(row)));
    questions.push({ id, version: version ?? row?.version ?? 0 });
  }
  return questions;
}

async function decide(
  context: CommandContext,
  questions: readonly AskedQuestion[],
  choice: ResolveRequest['choice'],
  edit: Edit,
): Promise<ExitCode> {
  const done = await context.client.conflicts.resolve({ questions: [...questions], choice, ...edit });
  const [only] = questions;
  print(context, done, [questions.length === 1 ? say.conflictIsResolved(only?.id) : say.resolved(done.resolved)]);
  return 0;
}
