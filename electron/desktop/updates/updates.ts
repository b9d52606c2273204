// When the desktop looks for a newer version of itself, loads it and installs it: never while the core works, never without a
// feed, and by itself only where the system proves who made it. It knows neither Electron nor the network; both come in.
import type { UpdateState } from '../../../shared/contract/updates.ts';
import { updatesWords as say } from '../../../shared/words/desktop.ts';

/** A feed of versions (feed.ts). Each call may throw; the message is for a person. */
export interface Feed {
  /** The newer version, or undefined when this one is the newest. */
  readonly check: () => Promise<string | undefined>;
  /** Loads what `check` found, and verifies it. */
  readonly load: () => Promise<void>;
  /** Ends the app and starts the installer of what was loaded. It throws nothing: the desk is closed by then. */
  readonly install: () => void;
  /** Whether the system refuses an update that somebody else signed. */
  readonly isSigned: boolean;
}

export interface UpdatePorts {
  /** Undefined: no feed is set, and nothing is ever asked. Loaded only when it is first needed. */
  readonly feed: (() => Promise<Feed>) | undefined;
  /** The label of work that the core does (an import, a sync), or undefined when it rests. */
  readonly findWork: () => Promise<string | undefined>;
  /** Closes the desk, so that the installer finds nothing open. */
  readonly closeDesk: () => Promise<void>;
  /** Runs `act` after `ms`. */
  readonly after: (ms: number, act: () => void) => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly onChange: (state: UpdateState) => void;
}

export interface DesktopUpdates {
  readonly state: () => UpdateState;
  /** Asks the feed, unless work runs or it is being asked. Never throws: a failure is a state. */
  readonly check: () => Promise<void>;
  /** Installs what is ready, unless work runs. Never throws. */
  readonly install: () => Promise<void>;
}

const firstCheckMs = 60_000;
const nextCheckMs = 24 * 3_600_000;
/** While work runs it is asked again so often. */
const patienceMs = 10 * 60_000;

/** Starts looking for updates: a minute after the start, then once a day. Without a feed it does nothing at all. */
export function createUpdates(ports: UpdatePorts): DesktopUpdates {
  const { feed: openFeed } = ports;
  let state: UpdateState = openFeed === undefined ? { kind: 'off' } : { kind: 'current', checkedAt: null };
  let isAsking = false;
  let loaded: string | undefined;

  const become = (next: UpdateState): void => ports.onChange((state = next));

  /** Whether work keeps an update waiting; then it says so. Whoever cannot be asked may be working. */
  async function mustWait(version: string | null): Promise<boolean> {
    const work = await ports.findWork();
    if (work !== undefined) become({ kind: 'waiting', work, version });
    return work !== undefined;
  }

  async function look(feed: Feed): Promise<void> {
    become({ kind: 'checking' });
    const version = await feed.check();
    if (version === undefined) return become({ kind: 'current', checkedAt: new Date(ports.now()).toISOString() });
    if (!feed.isSigned) return become({ kind: 'byHand', version });
    // The feed took its time, and work may have begun.
    if (await mustWait(version)) return;
    become({ kind: 'loading', version });
    await feed.load();
    loaded = version;
    become({ kind: 'ready', version });
  }

  async function check(): Promise<void> {
    // What is loaded stays: a person has to say when, and the feed is not asked again. Work that it waits for may have ended.
    const isDone = loaded !== undefined && state.kind !== 'waiting';
    if (openFeed === undefined || isAsking || isDone) return;
    isAsking = true;
    try {
      if (await mustWait(loaded ?? null)) return;
      if (loaded === undefined) await look(await openFeed());
      else become({ kind: 'ready', version: loaded });
    } catch (error) {
      become({ kind: 'failed', sentence: toSentence(error) });
    } finally {
      isAsking = false;
    }
  }

  async function install(): Promise<void> {
    if (openFeed === undefined || loaded === undefined || isAsking) return;
    isAsking = true;
    try {
      const feed = await openFeed();
      if (await mustWait(loaded)) {
        const version = loaded;
        return ports.after(patienceMs, () => become({ kind: 'ready', version }));
      }
      await ports.closeDesk();
      feed.install();
    } catch (error) {
      become({ kind: 'failed', sentence: toSentence(error) });
    } finally {
      isAsking = false;
    }
  }

  async function keepLooking(): Promise<void> {
    await check();
    ports.after(state.kind === 'waiting' ? patienceMs : nextCheckMs, () => void keepLooking());
  }
  if (openFeed !== undefined) ports.after(firstCheckMs, () => void keepLooking());

  return { state: () => state, check, install };
}

function toSentence(error: unknown): string {
  const why = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  return say.couldNotBeAskedFor(why);
}
