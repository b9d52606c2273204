/** Conflicts on the command line: listed, and decided one by one, for one account, or all at once as one batch. */
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { fieldParts } from '../../../shared/fields.ts';
import { findAccount } from './findAccount.ts';
import { CommandFailure } from './errors.ts';
import { type StatementOptions, toEditInput } from './listCommands.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';

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
  print(context, rows, rows.map(toLine));
  return 0;
}

function toLine({ id, number, accountName, sentence }: ConflictRow): string {
  return `${id} ${number} ${accountName}: ${sentence}`;
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
  if (options.dryRun !== true && ids.length > 0) return await decide(context, ids, choice, edit);
  const account = options.account === undefined ? undefined : (await findAccount(context.client, options.account)).id;
  const open = await loadConflicts(context, account, options.kind);
  const chosen = ids.length === 0 ? open : open.filter(({ id }) => ids.includes(id));
  const unknown = ids.find((id) => !chosen.some((row) => row.id === id));
  if (unknown !== undefined) throw new CommandFailure(2, `There is no open conflict ${unknown}.`);
  if (options.dryRun !== true) {
    if (chosen.length > 0)
      return await decide(
        context,
        chosen.slice(0, mostAtOnce).map(({ id }) => id),
        choice,
        edit,
      );
    print(context, { batch: null, changed: 0, resolved: 0 }, ['There is no conflict to decide.']);
    return 0;
  }
  const edited = ['The number stays blocked here with what was given, and each vendor is told what it keeps of it.'];
  const effects = chosen.map((row) => ({ ...row, effects: choice === 'edit' ? edited : row.effects[choice] }));
  print(context, effects, [
    ...effects.flatMap((row) => [
      `${row.id} ${row.number} ${row.accountName}`,
      ...row.effects.map((one) => `  ${one}`),
    ]),
    `${countOf(chosen.length, 'conflict')} would be decided; nothing was changed.`,
  ]);
  return 0;
}

const choices = { 'keep-ours': 'keepOurs', 'take-theirs': 'takeTheirs', edit: 'edit' } as const;

type ResolveRequest = { readonly ids: readonly number[]; readonly choice: (typeof choices)[keyof typeof choices] };
type Edit = Partial<ReturnType<typeof toEditInput>>;

/** What `edit` is to change: all that the command `edit` can. */
function readEdit(options: ResolveOptions): Edit {
  const edit = toEditInput(options);
  const given = [...Object.values(edit.patch), edit.targets, edit.expires];
  if (given.every((value) => value === undefined))
    throw new CommandFailure(
      2,
      `Say what to change: ${fieldParts.map(({ option }) => `--${option}`).join(', ')}, --scope or --expires.`,
    );
  return edit;
}

function readResolveRequest(words: readonly string[], { account, kind, all }: ResolveOptions): ResolveRequest {
  const word = words.at(-1);
  if (word !== 'keep-ours' && word !== 'take-theirs' && word !== 'edit')
    throw new CommandFailure(2, 'Say at the end what to choose: keep-ours, take-theirs or edit.');
  const ids = words.slice(0, -1).map((text) => {
    if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
    throw new CommandFailure(2, `"${text}" is no conflict's id; \`dnc-desk conflicts\` lists them.`);
  });
  const ways = [ids.length > 0, account !== undefined || kind !== undefined, all === true].filter(Boolean).length;
  if (ways !== 1)
    throw new CommandFailure(2, 'Say which conflicts: their ids, --account or --kind, or --all, and one of these.');
  return { ids, choice: choices[word] };
}

async function decide(
  context: CommandContext,
  ids: readonly number[],
  choice: ResolveRequest['choice'],
  edit: Edit,
): Promise<ExitCode> {
  const done = await context.client.conflicts.resolve({ ids: [...ids], choice, ...edit });
  const [only] = ids;
  print(context, done, [
    ids.length === 1
      ? `Conflict ${only} is resolved.`
      : `${countOf(done.resolved, 'conflict is', 'conflicts are')} resolved.`,
  ]);
  return 0;
}
