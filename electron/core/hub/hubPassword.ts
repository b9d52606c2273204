/**
 * The password of a desk's login at the shared list, in the secret store: good for the place that it was given for alone, as tokens of
 * accounts are for their address (sync/vendor/accountToken.ts). A list that came with a backup may name another place.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HubDesk } from '../db/sync/hubRows.ts';
import type { SecretOutcome, SecretStore } from '../ports.ts';
import { HubProblem, type HubPlace } from './hubPort.ts';
import { placeOf } from './hubView.ts';
import { exchangeWords as say } from '../../../shared/words/core/hub.ts';

/** What of a desk's shared list decides about its password. */
export type PasswordHolder = HubPlace & Pick<HubDesk, 'secretId'>;
/** Such a list as this desk has it, whose place may have come with a backup. */
type HeldList = PasswordHolder & Pick<HubDesk, 'placeGiven'>;

/** `bound`: a hash of the whole place, as some keychains keep few bytes; `place`: for a sentence. */
const kept = z.object({ place: z.string(), bound: z.string(), password: z.string() });

const nameOf = (secretId: string): string => `hub:${secretId}`;

/** Keeps the password for this place. */
export function savePassword(secrets: SecretStore, hub: PasswordHolder, password: string): Promise<SecretOutcome> {
  const text = JSON.stringify({ place: placeOf(hub), bound: toBound(hub), password } satisfies z.input<typeof kept>);
  return secrets.save(nameOf(hub.secretId), text);
}

/** The password for this place. @throws HubProblem where there is none, or it was given for another place, or may have been */
export async function loadPassword(secrets: SecretStore, hub: HeldList): Promise<string> {
  const text = await secrets.load(nameOf(hub.secretId));
  if (text === undefined) throw new HubProblem('auth', say.thePasswordOfThe);
  const found = toKept(text);
  if (found === undefined) {
    if (hub.placeGiven === 0) throw new HubProblem('auth', say.thePasswordWasKeptWithout(placeOf(hub), hub.login));
    await savePassword(secrets, hub, text);
    return text;
  }
  if (found.bound !== toBound(hub))
    throw new HubProblem('auth', say.thePasswordWasGivenFor(found.place, placeOf(hub), hub.login));
  return found.password;
}

/** Binds a password of before, which names no place, to the place that this desk has: before a backup can name another. */
export async function bindPassword(secrets: SecretStore, hub: HeldList): Promise<void> {
  if (hub.placeGiven === 0) return;
  const text = await secrets.load(nameOf(hub.secretId));
  if (text !== undefined && toKept(text) === undefined) await savePassword(secrets, hub, text);
}

/** Forgets the password. */
export function removePassword(secrets: SecretStore, { secretId }: Pick<HubDesk, 'secretId'>): Promise<SecretOutcome> {
  return secrets.remove(nameOf(secretId));
}

function toBound({ host, port, database, login, ca }: HubPlace): string {
  return createHash('sha256')
    .update(JSON.stringify([host, port, database, login, ca]))
    .digest('base64url');
}

/** Undefined: a password of before, as it is. */
function toKept(text: string): z.output<typeof kept> | undefined {
  try {
    return kept.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
