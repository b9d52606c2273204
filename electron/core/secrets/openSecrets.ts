/**
 * Where the vendors' tokens are kept: a sealed file if the data directory has one, else the keychain if it works, else a
 * new sealed file if there is a passphrase, else the memory of this run. Nothing is tried before it is needed, so a
 * command that needs no token waits for no keychain. One process owns the data directory, so nobody else writes here.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { z } from 'zod';
import { assertNever } from '../../../shared/assertNever.ts';
import type { SecretOutcome, SecretState, SecretStore } from '../ports.ts';
import { loadText, saveText } from '../files/write/durableFile.ts';
import { type Keychain, loadSystemKeychain, provesToWork } from './keychain.ts';
import { type OpenedFile, openSealedFile, toNewSealedFile } from './sealedFile.ts';

export type SecretsOptions = {
  readonly dataDir: string;
  /** For the sealed file; without it a sealed file stays locked until `unlock`. Empty is none. */
  readonly passphrase?: string | undefined;
  /** Instead of this computer's keychain; null: use none. */
  readonly keychain?: Keychain | null;
  /** How long the keychain may take to prove that it works. */
  readonly probeMs?: number;
};

/** The service under which the keychain lists our items. */
const SERVICE = 'DNC Desk';

// The id keeps two data directories of one person apart in the keychain they share.
const noteWire = z.object({ id: z.string().min(1) });

type Place =
  | { readonly kind: 'sealedFile'; readonly file: OpenedFile }
  | { readonly kind: 'locked'; readonly message: string }
  | { readonly kind: 'keychain'; readonly keychain: Keychain }
  | { readonly kind: 'memory' };

const done: SecretOutcome = { ok: true };
const refuse = (message: string): SecretOutcome => ({ ok: false, message });

/** The store of one data directory. Opening it touches nothing yet; its calls run one after the other. */
export function openSecrets(options: SecretsOptions): Promise<SecretStore> {
  const { dataDir, passphrase } = options;
  const sealedPath = join(dataDir, 'tokens.sealed');
  const notePath = join(dataDir, 'tokens.json');
  const memory = new Map<string, string>();
  const queue = new PQueue({ concurrency: 1 });
  let place: Place | undefined;
  let workingKeychain: Promise<Keychain | undefined> | undefined;

  const findKeychain = (): Promise<Keychain | undefined> => {
    workingKeychain ??= (async () => {
      const keychain = options.keychain === undefined ? await loadSystemKeychain(SERVICE) : options.keychain;
      return keychain && (await provesToWork(keychain, options.probeMs)) ? keychain : undefined;
    })();
    return workingKeychain;
  };

  const findPlace = async (): Promise<Place> => {
    const opened = passphrase ? await openSealedFile(sealedPath, passphrase) : undefined;
    if (opened?.ok) return { kind: 'sealedFile', file: opened.file };
    if (opened ? opened.code !== 'missing' : (await loadText(sealedPath)) !== undefined) {
      const asked =
        'The tokens are sealed with a passphrase. Enter it in Settings, or set DNC_DESK_PASSPHRASE before the start, so that DNC Desk can reach the vendors.';
      return { kind: 'locked', message: opened?.message ?? asked };
    }
    const keychain = await findKeychain();
    if (keychain) return { kind: 'keychain', keychain };
    if (!passphrase) return { kind: 'memory' };
    return { kind: 'sealedFile', file: await toNewSealedFile(sealedPath, passphrase) };
  };

  const whereItIs = async (): Promise<Place> => (place ??= await findPlace());

  const loadId = async (): Promise<string | undefined> => {
    const text = await loadText(notePath);
    return text === undefined ? undefined : noteWire.safeParse(parseJson(text)).data?.id;
  };
  const loadOrMakeId = async (): Promise<string> => {
    const known = await loadId();
    if (known !== undefined) return known;
    const id = randomUUID();
    await saveText(notePath, `${JSON.stringify({ id })}\n`);
    return id;
  };

  const saveSealed = async (file: OpenedFile, tokens: ReadonlyMap<string, string>): Promise<void> => {
    await file.save(tokens);
    place = { kind: 'sealedFile', file: { ...file, tokens } };
  };

  /** What an earlier run put into the keychain is still found when the tokens are kept elsewhere now. */
  const withKeychainItem = async (name: string, use: (keychain: Keychain, account: string) => Promise<void>) => {
    const id = await loadId();
    const keychain = id === undefined ? undefined : await findKeychain();
    if (keychain) await use(keychain, toAccount(id ?? '', name));
  };

  return Promise.resolve({
    state: () => queue.add(async () => describe(await whereItIs(), await loadId())),

    unlock: (text) =>
      queue.add(async () => {
        const now = await whereItIs();
        if (now.kind === 'sealedFile') return done;
        if (now.kind === 'keychain')
          return refuse('The tokens are in the keychain of this computer; they need no passphrase.');
        const opened = await openSealedFile(sealedPath, text);
        if (opened.ok) place = { kind: 'sealedFile', file: opened.file };
        else if (opened.code !== 'missing') return refuse(opened.message);
        else {
          try {
            await saveSealed(await toNewSealedFile(sealedPath, text), new Map(memory));
          } catch (error) {
            return refuse(`The sealed file of tokens could not be written (${toText(error)}).`);
          }
        }
        memory.clear();
        return done;
      }),

    load: (name) =>
      queue.add(async () => {
        const now = await whereItIs();
        let secret = now.kind === 'sealedFile' ? now.file.tokens.get(name) : memory.get(name);
        if (secret !== undefined || now.kind === 'locked') return secret;
        try {
          await withKeychainItem(name, async (keychain, account) => {
            secret = await keychain.load(account);
          });
        } catch {
          // Out of reach now: as good as none for who asks, and `state` says where the tokens are.
        }
        return secret;
      }),

    save: (name, secret) =>
      queue.add(async () => {
        const now = await whereItIs();
        try {
          if (now.kind === 'locked') return refuse(`${now.message} The token was not kept.`);
          if (now.kind === 'memory') memory.set(name, secret);
          else if (now.kind === 'keychain') await now.keychain.save(toAccount(await loadOrMakeId(), name), secret);
          else await saveSealed(now.file, new Map([...now.file.tokens, [name, secret]]));
          return done;
        } catch (error) {
          return refuse(`The token could not be kept (${toText(error)}).`);
        }
      }),

    remove: (name) =>
      queue.add(async () => {
        const now = await whereItIs();
        try {
          memory.delete(name);
          if (now.kind === 'locked') return refuse(`${now.message} The token is still in the sealed file.`);
          if (now.kind === 'sealedFile' && now.file.tokens.has(name)) {
            await saveSealed(now.file, new Map([...now.file.tokens].filter(([known]) => known !== name)));
          }
          await withKeychainItem(name, (keychain, account) => keychain.remove(account));
          return done;
        } catch (error) {
          return refuse(`The token could not be removed (${toText(error)}).`);
        }
      }),
  });
}

function toAccount(id: string, name: string): string {
  return `${id}/${name}`;
}

function describe(place: Place, id: string | undefined): SecretState {
  switch (place.kind) {
    case 'keychain':
      return { kind: 'keychain', locked: false, sentence: 'The tokens are kept in the keychain of this computer.' };
    case 'sealedFile':
      return {
        kind: 'sealedFile',
        locked: false,
        sentence: 'The tokens are kept in a file that is sealed with your passphrase.',
      };
    case 'locked':
      return { kind: 'sealedFile', locked: true, sentence: place.message };
    case 'memory': {
      const why =
        id === undefined
          ? 'This computer offers no keychain'
          : 'The keychain that holds the tokens cannot be reached now';
      const sentence = `${why}, so tokens that you enter are kept for this run only. Choose a passphrase to keep them in a sealed file.`;
      return { kind: 'memory', locked: false, sentence };
    }
    default:
      return assertNever(place);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
