/** A secret that is handed to a command has to be there for the next one too. */
import { refuseForgettingWords as say } from '../../../shared/words/cli/accounts.ts';
import { CommandFailure } from './commandFailure.ts';
import type { CommandContext } from './runCommand.ts';

/**
 * What is kept only for this run would be gone before it is used; an open desk, which goes on, may keep it so.
 * @throws CommandFailure (1) where no place would keep a token or a password
 */
export async function refuseForgetting({ client, ownProcess }: CommandContext): Promise<void> {
  if (!ownProcess) return;
  const { secrets } = await client.app.info();
  if (secrets.kind === 'memory') throw new CommandFailure(1, say.thisComputerOffers);
}
