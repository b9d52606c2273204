/** Finds an account as a person names it on the command line. */
import type { DeskClient } from '../../../shared/contract/contract.ts';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { CommandFailure } from './commandFailure.ts';
import { findAccountWords as say } from '../../../shared/words/cli/errors.ts';

/** By exact name first, then by name in any case, then by id. @throws CommandFailure (2) where none or several fit */
export async function findAccount(client: DeskClient, named: string): Promise<AccountRow> {
  const rows = await client.accounts.list();
  const folded = named.toLowerCase();
  const byName = rows.filter(({ name }) => name === named);
  const candidates = byName.length > 0 ? byName : rows.filter(({ name }) => name.toLowerCase() === folded);
  const [found, other] = candidates.length > 0 ? candidates : rows.filter(({ id }) => String(id) === named);
  if (found === undefined) throw new CommandFailure(2, say.thereIsNoAccount(named));
  if (other !== undefined) throw new CommandFailure(2, say.severalAccountsAre(named));
  return found;
}
