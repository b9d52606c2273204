/**
 * The token of an account in the secret store: kept under the account's random id, and good for its vendor at its address
 * alone. An account that has another address by now, or that came with a backup, does not get it.
 */
import { z } from 'zod';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { SecretOutcome, SecretStore } from '../../ports.ts';
import { accountTokenWords as say } from '../../../../shared/words/core/sync/vendor.ts';

/** What of an account decides about its token. */
export type TokenHolder = Pick<
  Account,
  'id' | 'vendor' | 'baseUrl' | 'secretId' | 'numberedTokenUrl' | 'isAddressConfirmed'
>;

export type TokenState =
  | { readonly state: 'there'; readonly token: string }
  /**
   * `locked`: the sealed file waits for its passphrase; `elsewhere`: it was given for another address; `unconfirmed`: the
   * account came with a backup, and nobody has confirmed its address.
   */
  | { readonly state: 'missing' | 'locked' | 'elsewhere' | 'unconfirmed' };

const kept = z.object({ vendor: z.string(), origin: z.string(), token: z.string() });

/** Where requests of this address go: a token may go there and nowhere else. */
export function toOrigin(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
}

const nameOf = ({ secretId }: TokenHolder): string => `account:${secretId}`;
/** As tokens were named before they belonged to an address. */
const numberOf = ({ id }: TokenHolder): string => `account:${id}`;

/** The account's token, or why there is none to use. */
export async function loadToken(secrets: SecretStore, account: TokenHolder): Promise<TokenState> {
  if (!account.isAddressConfirmed) return { state: 'unconfirmed' };
  const text = await secrets.load(nameOf(account));
  const found = text === undefined ? undefined : kept.safeParse(parseJson(text)).data;
  if (found !== undefined) {
    const isMeant = found.vendor === account.vendor && found.origin === toOrigin(account.baseUrl);
    return isMeant ? { state: 'there', token: found.token } : { state: 'elsewhere' };
  }
  const numbered = await takeNumbered(secrets, account);
  if (numbered !== undefined) return { state: 'there', token: numbered };
  return { state: (await secrets.state()).locked ? 'locked' : 'missing' };
}

/** A token from before that was given for the same address; it is kept under its new name from now on. */
async function takeNumbered(secrets: SecretStore, account: TokenHolder): Promise<string | undefined> {
  const { numberedTokenUrl, baseUrl } = account;
  if (numberedTokenUrl === null || toOrigin(numberedTokenUrl) !== toOrigin(baseUrl)) return undefined;
  const token = await secrets.load(numberOf(account));
  if (token === undefined) return undefined;
  const saved = await saveToken(secrets, account, token);
  if (saved.ok) await secrets.remove(numberOf(account));
  return token;
}

/** Keeps a token for the account at its address. */
export function saveToken(secrets: SecretStore, account: TokenHolder, token: string): Promise<SecretOutcome> {
  const { vendor, baseUrl } = account;
  const text = JSON.stringify({ vendor, origin: toOrigin(baseUrl), token } satisfies z.input<typeof kept>);
  return secrets.save(nameOf(account), text);
}

/** Forgets the account's token. */
export async function removeToken(secrets: SecretStore, account: TokenHolder): Promise<SecretOutcome> {
  if (account.numberedTokenUrl !== null) await secrets.remove(numberOf(account));
  return secrets.remove(nameOf(account));
}

/** What to do about a token that cannot be used, in a sentence; `name`: the account's. */
export function describeToken(state: Exclude<TokenState['state'], 'there'>, name: string, baseUrl: string): string {
  switch (state) {
    case 'locked':
      return say.theTokensAreLocked(name);
    case 'missing':
      return say.theTokenOfIsNot(name);
    case 'elsewhere':
      return say.theTokenOfWasGiven(name, toOrigin(baseUrl));
    case 'unconfirmed':
      return say.cameWithTheBackup(name, toOrigin(baseUrl));
    default:
      return assertNever(state);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
