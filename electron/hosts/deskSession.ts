/**
 * A client of the desk for one command: over the socket of the process that owns the data directory, or, if there is
 * none, in this process. The command does not notice which of the two it is.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { refuseAbsent } from './absentDesk.ts';
import { openDataDir, toDataDir } from './dataDir.ts';
import { openDesk } from './openDesk.ts';
import { loadOwner, loadOwnerSecret, toInUseSentence } from './ownerLock.ts';
import { deskSessionWords as say } from '../../shared/words/hosts.ts';

export type DeskSession = {
  readonly client: DeskClient;
  /** Whether the desk runs in this process, and ends with the command. */
  readonly ownProcess: boolean;
  /** The real path of the data directory. */
  readonly dataDir: string;
  /** What the start of the desk found that a person should know; empty if the desk was already running. */
  readonly notices: readonly string[];
  /** Whether the desk ended in the middle of the command. */
  readonly lost: () => boolean;
  readonly close: () => Promise<void>;
};

export type SessionResult =
  | { readonly ok: true; readonly session: DeskSession }
  | { readonly ok: false; readonly code: 'absent' | 'inUse' | 'dataDir' | 'core'; readonly message: string };

/** Another command holds the directory for a moment without listening: the same one is asked again for this long. */
const patienceMs = 10_000;
/** When many commands run at once, each waits its turn: as long as the owners change, but at most this long. */
const queueMs = 60_000;
/**
 * The first pauses are short, the later ones longer and longer, so that waiting commands leave the machine to the one
 * that works.
 */
const pausesMs = { first: 40, longest: 400, growth: 1.3 } as const;
/** Commands that take longer than this let others in over their socket. */
const listenAfterMs = 250;
const neverMs = 2 ** 30;

const stranger = say.whatAnswersInIts;

/**
 * `data`: what `--data` gave, if anything. `restores`: the command only restores, so that no list is opened for it, and nobody
 * else is let in meanwhile. `begins`: a desk is begun where there is none; otherwise that is `absent`.
 */
export async function openDeskSession(
  data: string | undefined,
  { restores = false, begins = false }: { readonly restores?: boolean; readonly begins?: boolean } = {},
): Promise<SessionResult> {
  const absent = begins ? undefined : await refuseAbsent(toDataDir(data));
  if (absent !== undefined) return { ok: false, code: 'absent', message: absent };
  const opened = openDataDir(toDataDir(data));
  if (!opened.ok) return opened;
  const { dataDir } = opened;
  const start = performance.now();
  let turn: { readonly owner: string; readonly since: number } | undefined;
  let pause: number = pausesMs.first;
  for (; ; await wait(pause * (0.5 + Math.random()))) {
    const own = await openDesk({
      dataDir,
      host: 'cli',
      listenAfterMs: restores ? neverMs : listenAfterMs,
      damaged: restores ? 'leave' : 'refuse',
    });
    if (own.ok) {
      const [{ createRouterClient, onError }, { logBugs }] = await Promise.all([
        import('@orpc/server'),
        import('./logBugs.ts'),
      ]);
      const client: DeskClient = createRouterClient(own.desk.router, {
        context: { host: 'cli' },
        interceptors: [onError(logBugs(own.desk.log))],
      });
      return {
        ok: true,
        session: {
          client,
          ownProcess: true,
          dataDir,
          notices: own.desk.notices,
          lost: () => false,
          close: () => own.desk.close('whenIdle'),
        },
      };
    }
    if (own.code !== 'inUse') return own;
    const { connectToOwner } = await import('./ownerClient.ts');
    const secret = loadOwnerSecret(dataDir);
    const reached = await connectToOwner(dataDir);
    if (reached.ok) {
      const { client, lost, close } = reached.connection;
      return {
        ok: true,
        session: { client, ownProcess: false, dataDir, notices: [], lost, close: async () => close() },
      };
    }
    // Where the owner is still the same, asking again would only ask the same stranger.
    if (reached.why === 'unproven' && secret !== undefined && secret === loadOwnerSecret(dataDir))
      return { ok: false, code: 'inUse', message: `${toInUseSentence(dataDir, loadOwner(dataDir))} ${stranger}` };
    pause = Math.min(pause * pausesMs.growth, pausesMs.longest);
    const now = performance.now();
    const owner = loadOwner(dataDir);
    const name = owner === undefined ? '' : `${owner.pid} ${owner.since}`;
    if (turn === undefined || (name !== '' && name !== turn.owner)) turn = { owner: name, since: now };
    // An owner that was about to end dropped the connection: the next round finds the directory free, or another owner.
    if (now - turn.since < patienceMs && now - start < queueMs) continue;
    const why = { absent: '', silent: say.itDoesNotAnswer, unproven: ` ${stranger}` }[reached.why];
    return { ok: false, code: 'inUse', message: `${toInUseSentence(dataDir, owner)}${why}` };
  }
}
