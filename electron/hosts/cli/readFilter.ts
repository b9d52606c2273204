/** The options of the list's filter as the desk takes them: names of accounts and targets are looked up. Loaded by what asks a desk. */
import type { DeskClient, DeskInputs } from '../../../shared/contract/contract.ts';
import { toDetailFilter } from './detailOptions.ts';
import { CommandFailure } from './commandFailure.ts';
import { type FilterOptions, opens } from './filterOptions.ts';
import { findAccount } from './findAccount.ts';
import type { CommandContext } from './runCommand.ts';
import { readFilterWords as say } from '../../../shared/words/cli/errors.ts';

type Filter = NonNullable<DeskInputs['entries']['list']['filter']>;

/**
 * The filter of these options.
 * @throws CommandFailure (2) for an account or a target that is not there
 */
export async function readFilter(client: DeskClient, options: FilterOptions, prefix: '' | 'with-'): Promise<Filter> {
  const { search, state, where, excepted, account, source, addedFrom, addedTo, inBatch, open } = options;
  return {
    search,
    states: state,
    where: where === undefined ? undefined : await findPlace(client, where),
    except: excepted === undefined ? undefined : await findTarget(client, excepted),
    account: account === undefined ? undefined : (await findAccount(client, account)).id,
    sources: source,
    addedFrom,
    addedTo,
    batch: inBatch,
    open: open === undefined ? undefined : await findOpen(client, open),
    ...toDetailFilter(options, prefix),
  };
}

/** Who lists or exports those that asked to stop one of calls and texts is told that those who asked for both are not among them. */
export function tellOtherChannel(
  { terminal, json }: Pick<CommandContext, 'terminal' | 'json'>,
  options: FilterOptions,
) {
  const { channel } = toDetailFilter(options, '');
  if (!json && (channel === 'call' || channel === 'text')) terminal.err(say.notBothChannels);
}

async function findOpen(client: DeskClient, text: string): Promise<Filter['open']> {
  const word = opens.find((known) => known === text.trim().toLowerCase());
  return word ?? (await findAccount(client, text)).id;
}

async function findPlace(client: DeskClient, text: string): Promise<'everywhere' | number> {
  return text.trim().toLowerCase() === 'everywhere' ? 'everywhere' : await findTarget(client, text);
}

async function findTarget(client: DeskClient, text: string): Promise<number> {
  const wanted = text.trim().toLowerCase();
  const accounts = await client.accounts.list();
  const found = accounts
    .flatMap(({ targets }) => targets)
    .filter(({ id, label }) => label.replace(' / ', '/').toLowerCase() === wanted || String(id) === wanted);
  const [only, other] = found;
  if (only === undefined || other !== undefined)
    throw new CommandFailure(2, say.targetIsCalledDnc(only === undefined, text));
  return only.id;
}
