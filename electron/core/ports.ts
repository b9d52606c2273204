/**
 * What the core takes from outside: time, chance, ids, the network and the log come in through `createCore` and nowhere
 * else, so that a test can hold every one of them in its hand.
 */
import type { Dispatcher } from 'undici';

/** Wall time and timers. */
export type Clock = {
  /** Epoch milliseconds: what the computer's clock shows, which somebody may set. */
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that nobody sets: for how long something has waited. */
  readonly monotonic: () => number;
  /** Resolves after `ms`, or rejects with the signal's reason when it is aborted first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Lets others be answered before long work goes on. */
  readonly breathe: () => Promise<void>;
};

/** The log: one line an event. It holds no full phone number, token or reason. */
export type Log = {
  readonly info: (event: string, data?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: string, data?: Readonly<Record<string, unknown>>) => void;
  readonly error: (event: string, data?: Readonly<Record<string, unknown>>) => void;
};

/** Where tokens live, as the supervisor is told. */
export type SecretState = {
  /** The OS keychain, a file sealed with a passphrase, or this run only. */
  readonly kind: 'keychain' | 'sealedFile' | 'memory';
  /** A sealed file that waits for its passphrase: nothing can be loaded or saved until `unlock`. */
  readonly locked: boolean;
  readonly sentence: string;
};

/** Done, or one sentence for the supervisor. */
export type SecretOutcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Tokens by name (`account:<id>`). Never in plain text on the disk, never in the database or a log. */
export type SecretStore = {
  readonly state: () => Promise<SecretState>;
  /** Opens the sealed file; where there is neither file nor keychain, makes it of what this run holds. */
  readonly unlock: (passphrase: string) => Promise<SecretOutcome>;
  /** The secret under this name, or undefined: there is none, or it cannot be reached now (see `state`). */
  readonly load: (name: string) => Promise<string | undefined>;
  readonly save: (name: string, secret: string) => Promise<SecretOutcome>;
  readonly remove: (name: string) => Promise<SecretOutcome>;
};

/** Everything that a core needs from its host. */
export type Ports = {
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** A new unguessable id. */
  readonly newId: () => string;
  /** undici's dispatcher for all vendor requests; the host's default has the timeouts and no proxy surprises. */
  readonly dispatcher: Dispatcher;
  readonly secrets: SecretStore;
  readonly log: Log;
  /** The IANA name of the machine's time zone: the desk's until a person chooses one. */
  readonly systemZone: () => string;
  /**
   * Collects garbage sooner until what it answers is called: for long work that reads much and keeps little. Absent: this host
   * cannot.
   */
  readonly tightenHeap?: () => () => void;
};
