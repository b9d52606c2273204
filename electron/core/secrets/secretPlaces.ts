/**
 * Where the tokens of one data directory are kept, and the files that remember it. Nothing is looked for before it is
 * needed, and a working keychain is looked for only once.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { loadText, saveText } from '../files/write/durableFile.ts';
import { type Keychain, loadSystemKeychain, provesToWork } from './keychain.ts';
import { type OpenedFile, openSealedFile, toNewSealedFile } from './sealedFile.ts';
import { secretPlacesWords as say } from '../../../shared/words/core/desk.ts';

export type PlaceOptions = {
  readonly dataDir: string;
  /** For the sealed file; without it a sealed file stays locked until it is opened. An empty one counts as none. */
  readonly passphrase?: string | undefined;
  /** Instead of this computer's keychain; null: use none. */
  readonly keychain?: Keychain | null;
  /** How long the keychain may take to prove that it works. */
  readonly probeMs?: number;
};

/** A shorter passphrase seals nothing; what was sealed with one is still opened. */
const shortest = 8;

/** The service under which the keychain lists our items. */
const SERVICE = 'DNC Desk';

// The id keeps two data directories of one person apart in the keychain they share.
const noteWire = z.object({ id: z.string().min(1) });

export type SecretPlace =
  | { readonly kind: 'sealedFile'; readonly file: OpenedFile }
  | { readonly kind: 'locked'; readonly message: string }
  | { readonly kind: 'keychain'; readonly keychain: Keychain }
  /** `tooShort`: there is a passphrase, and it is none. */
  | { readonly kind: 'memory'; readonly tooShort: boolean };

export type SecretPlaces = {
  /** Where the tokens are, found at the first call. */
  readonly now: () => Promise<SecretPlace>;
  /** Opens the sealed file, or says why it stays closed. */
  readonly open: (passphrase: string) => ReturnType<typeof openSealedFile>;
  /** Makes a sealed file where there is none. @throws where it cannot be written */
  readonly make: (passphrase: string) => Promise<OpenedFile>;
  /** Keeps the tokens in a sealed file from now on. */
  readonly keepIn: (file: OpenedFile) => void;
  /** Writes all tokens into a sealed file, which is the place from now on. @throws where it cannot be written */
  readonly saveSealed: (file: OpenedFile, tokens: ReadonlyMap<string, string>) => Promise<void>;
  /** The id under which this data directory has items in the keychain; undefined: it never had any. */
  readonly loadId: () => Promise<string | undefined>;
  /** The name of an item in the keychain. @throws where its id cannot be written */
  readonly nameItem: (name: string) => Promise<string>;
  /**
   * Calls `use` with the item that an earlier run may have put into the keychain, even when tokens are now kept
   * elsewhere.
   */
  readonly withItem: (name: string, use: (keychain: Keychain, account: string) => Promise<void>) => Promise<void>;
};

/** Finds the place of one data directory: a sealed file that is there, a keychain that works, a new sealed file, or memory. */
export function createSecretPlaces(options: PlaceOptions): SecretPlaces {
  const { dataDir, passphrase } = options;
  const sealedPath = join(dataDir, 'tokens.sealed');
  const notePath = join(dataDir, 'tokens.json');
  let place: SecretPlace | undefined;
  let workingKeychain: Promise<Keychain | undefined> | undefined;

  const findKeychain = (): Promise<Keychain | undefined> => {
    workingKeychain ??= (async () => {
      const keychain = options.keychain === undefined ? await loadSystemKeychain(SERVICE) : options.keychain;
      return keychain && (await provesToWork(keychain, options.probeMs)) ? keychain : undefined;
    })();
    return workingKeychain;
  };

  const findPlace = async (): Promise<SecretPlace> => {
    const opened = passphrase ? await openSealedFile(sealedPath, passphrase) : undefined;
    if (opened?.ok) return { kind: 'sealedFile', file: opened.file };
    if (opened ? opened.code !== 'missing' : (await loadText(sealedPath)) !== undefined) {
      const asked = say.theTokensAreSealed;
      return { kind: 'locked', message: opened?.message ?? asked };
    }
    const keychain = await findKeychain();
    if (keychain) return { kind: 'keychain', keychain };
    if (!passphrase || passphrase.length < shortest) return { kind: 'memory', tooShort: Boolean(passphrase) };
    return { kind: 'sealedFile', file: await toNewSealedFile(sealedPath, passphrase) };
  };

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

  return {
    now: async () => (place ??= await findPlace()),
    open: (text) => openSealedFile(sealedPath, text),
    make: (text) => toNewSealedFile(sealedPath, text),
    keepIn(file) {
      place = { kind: 'sealedFile', file };
    },
    async saveSealed(file, tokens) {
      await file.save(tokens);
      place = { kind: 'sealedFile', file: { ...file, tokens } };
    },
    loadId,
    nameItem: async (name) => toAccount(await loadOrMakeId(), name),
    async withItem(name, use) {
      const id = await loadId();
      const keychain = id === undefined ? undefined : await findKeychain();
      if (keychain) await use(keychain, toAccount(id ?? '', name));
    },
  };
}

function toAccount(id: string, name: string): string {
  return `${id}/${name}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
