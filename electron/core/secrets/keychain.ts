/**
 * The operating system's keychain, through @napi-rs/keyring. On Linux only the Secret Service counts: the library's own
 * fallback, the kernel's keyring, forgets everything at the next restart. A keychain is used only after it has proved
 * to work: a test item is written, read and deleted.
 */
import { randomBytes } from 'node:crypto';

/** Named secrets of one service. Every call may reject: locked, refused by the user, or missing. */
export type Keychain = {
  readonly load: (account: string) => Promise<string | undefined>;
  readonly save: (account: string, secret: string) => Promise<void>;
  readonly remove: (account: string) => Promise<void>;
};

// Long enough for the user to answer the system's question for the keychain's password.
const PATIENCE_MS = 60_000;
const PROBE_PATIENCE_MS = 15_000;

/** This computer's keychain, or undefined where its library cannot be loaded. */
export async function loadSystemKeychain(service: string): Promise<Keychain | undefined> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    const toEntry = (account: string) => new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
    return {
      load: async (account) => (await withPatience(toEntry(account).getPassword(), PATIENCE_MS)) ?? undefined,
      save: (account, secret) => withPatience(toEntry(account).setPassword(secret), PATIENCE_MS),
      remove: async (account) => {
        await withPatience(toEntry(account).deletePassword(), PATIENCE_MS);
      },
    };
  } catch {
    return undefined;
  }
}

/** Whether the keychain keeps what it is given. Never rejects; gives up after `patienceMs`. */
export async function provesToWork(keychain: Keychain, patienceMs = PROBE_PATIENCE_MS): Promise<boolean> {
  const account = `probe-${randomBytes(8).toString('hex')}`;
  const secret = randomBytes(16).toString('hex');
  const probe = async (): Promise<boolean> => {
    await keychain.save(account, secret);
    const kept = (await keychain.load(account)) === secret;
    await keychain.remove(account);
    return kept && (await keychain.load(account)) === undefined;
  };
  try {
    return await withPatience(probe(), patienceMs);
  } catch {
    return false;
  }
}

/** The library's calls cannot be stopped once they run, but the caller can stop waiting. */
async function withPatience<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The keychain does not answer.')), ms);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
