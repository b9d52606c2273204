/**
 * Where the vendors' tokens are kept: in a sealed file if the data directory has one, else in the keychain if it works,
 * else in a new sealed file if there is a passphrase, else in memory for this run. Nothing is tried before it is
 * needed, so a command that needs no token waits for no keychain. One process owns the data directory, so no other
 * process writes here.
 */
import PQueue from 'p-queue';
import { assertNever } from '../../../shared/assertNever.ts';
import type { SecretOutcome, SecretState, SecretStore } from '../ports.ts';
import { createSecretPlaces, type PlaceOptions, type SecretPlace } from './secretPlaces.ts';
import { openSecretsWords as say } from '../../../shared/words/core/desk.ts';

export type SecretsOptions = PlaceOptions;

const done: SecretOutcome = { ok: true };
const refuse = (message: string): SecretOutcome => ({ ok: false, message });

/** The store of one data directory. Opening it touches nothing yet; its calls run one after the other. */
export function openSecrets(options: SecretsOptions): Promise<SecretStore> {
  const places = createSecretPlaces(options);
  const memory = new Map<string, string>();
  const queue = new PQueue({ concurrency: 1 });

  return Promise.resolve({
    state: () => queue.add(async () => describe(await places.now(), await places.loadId())),

    unlock: (text) =>
      queue.add(async () => {
        const now = await places.now();
        if (now.kind === 'sealedFile') return done;
        if (now.kind === 'keychain') return refuse(say.theTokensAreInThe);
        const opened = await places.open(text);
        if (opened.ok) places.keepIn(opened.file);
        else if (opened.code !== 'missing') return refuse(opened.message);
        else {
          try {
            await places.saveSealed(await places.make(text), new Map(memory));
          } catch (error) {
            return refuse(say.theSealedFileOfTokens(toText(error)));
          }
        }
        memory.clear();
        return done;
      }),

    load: (name) =>
      queue.add(async () => {
        const now = await places.now();
        let secret = now.kind === 'sealedFile' ? now.file.tokens.get(name) : memory.get(name);
        if (secret !== undefined || now.kind === 'locked') return secret;
        try {
          await places.withItem(name, async (keychain, account) => {
            secret = await keychain.load(account);
          });
        } catch {
          // The keychain is out of reach: the caller gets no secret, and `state` says where the tokens are.
        }
        return secret;
      }),

    save: (name, secret) =>
      queue.add(async () => {
        const now = await places.now();
        try {
          if (now.kind === 'locked') return refuse(say.theTokenWasNotKept(now.message));
          if (now.kind === 'memory') memory.set(name, secret);
          else if (now.kind === 'keychain') await now.keychain.save(await places.nameItem(name), secret);
          else await places.saveSealed(now.file, new Map([...now.file.tokens, [name, secret]]));
          return done;
        } catch (error) {
          return refuse(say.theTokenCouldNot(toText(error)));
        }
      }),

    remove: (name) =>
      queue.add(async () => {
        const now = await places.now();
        try {
          memory.delete(name);
          if (now.kind === 'locked') return refuse(say.theTokenIsStillIn(now.message));
          if (now.kind === 'sealedFile' && now.file.tokens.has(name)) {
            await places.saveSealed(now.file, new Map([...now.file.tokens].filter(([known]) => known !== name)));
          }
          await places.withItem(name, (keychain, account) => keychain.remove(account));
          return done;
        } catch (error) {
          return refuse(say.theTokenCouldNotBe(toText(error)));
        }
      }),
  });
}

function describe(place: SecretPlace, id: string | undefined): SecretState {
  switch (place.kind) {
    case 'keychain':
      return { kind: 'keychain', locked: false, sentence: say.theTokensAreKept };
    case 'sealedFile':
      return {
        kind: 'sealedFile',
        locked: false,
        sentence: say.theTokensAreKeptIn,
      };
    case 'locked':
      return { kind: 'sealedFile', locked: true, sentence: place.message };
    case 'memory': {
      const why = id === undefined ? say.thisComputerOffers : say.theKeychainThatHolds;
      if (place.tooShort) {
        const sentence = say.andThePassphrase(why);
        return { kind: 'memory', locked: false, sentence };
      }
      const sentence = say.soTokensThatYouEnter(why);
      return { kind: 'memory', locked: false, sentence };
    }
    default:
      return assertNever(place);
  }
}

function toText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
