/**
 * The one sentence that says whether it is safe to dial: at the moment when it is read, for every account, and never a hope.
 * Only what was read back from a vendor counts as being there.
 */
import { toCount } from '../../words/counts.ts';
import { standingWords as say } from '../../words/domain/home.ts';
import { isolated } from '../../words/isolated.ts';

/** How many accounts the sentence names; two or more that are left are counted. */
const mostNamed = 5;

/** What is known of one account. */
export type AccountStanding = {
  readonly name: string;
  readonly state: 'inStep' | 'waiting' | 'syncing' | 'needsYou' | 'offline' | 'paused' | 'never';
  /** Whether the last sync came to its end and the next one can begin: a token, a confirmed address, no suspicion, no pause. */
  readonly isSound: boolean;
  /** The sentence behind the state. */
  readonly sentence: string;
  /** Numbers with an open question that the vendor may call although they are blocked here. */
  readonly mayCall: number;
  /** Numbers that are blocked here and that it was not told of, refused, or has not confirmed; without those of `mayCall`. */
  readonly owed: number;
  /** Records of which it cannot be said that they are there as they should be: the vendor shows no list, not all of them, or not the agent. */
  readonly cannotVerify: number;
  readonly everyMinutes: number;
  /** When it was last read to the end, in epoch ms; null: never. */
  readonly lastScanAt: number | null;
};

export type Standing = {
  /** `safe` only where every account was read back lately and owes nothing. */
  readonly tone: 'safe' | 'unknown' | 'unsafe' | 'alone';
  readonly sentence: string;
  /** When the account that was read longest ago was read, in epoch ms, where the sentence is about that. */
  readonly since: number | null;
};

/** What was read longer ago than this many rounds of an account's schedule, and at least half an hour, is not known any more. */
const rounds = 3;
const leastFreshMs = 30 * 60_000;
const usualRoundMinutes = 60;

/** How old a reading may be, in milliseconds, until it no longer says how things are. */
export function freshFor(everyMinutes: number): number {
  return Math.max(leastFreshMs, (everyMinutes === 0 ? usualRoundMinutes : everyMinutes) * rounds * 60_000);
}

/** @param now epoch ms */
export function judgeStanding(facts: {
  readonly accounts: readonly AccountStanding[];
  /** What the end of the database lacks, as a sentence; null: nothing is known to be missing. */
  readonly lack: string | null;
  /** Why no number is callable now, as a sentence: `lack`, or what the shared list leaves open; null: nothing is. */
  readonly doubt: string | null;
  /** Whether other desks share the list: one of them may tell the vendors. */
  readonly isShared: boolean;
  readonly blocked: number;
  readonly now: number;
}): Standing {
  const { accounts, lack, doubt, isShared, blocked, now } = facts;
  if (lack !== null)
    return {
      tone: 'unsafe',
      sentence: say.doNotDialByThis,
      since: null,
    };
  if (doubt !== null)
    return {
      tone: 'unsafe',
      sentence: say.doNotDialByThisList,
      since: null,
    };
  if (accounts.length === 0)
    return {
      tone: 'alone',
      sentence:
        blocked === 0
          ? say.noNumberIsBlocked
          : isShared
            ? say.blockedHereThisDesk(blocked)
            : say.blockedOnThisMachine(blocked),
      since: null,
    };
  const calling = accounts.filter((account) => countCallable(account) > 0);
  if (calling.length > 0) return { tone: 'unsafe', sentence: describeCalling(calling), since: null };
  const unread = accounts.filter((account) => !isReadLately(account, now));
  if (unread.length > 0) return describeUnread(unread, accounts.length, now);
  const broken = accounts.find(({ isSound }) => !isSound);
  if (broken !== undefined) return { tone: 'unknown', sentence: say.notKnownToBeSafe(broken.sentence), since: null };
  const blind = accounts.filter(({ cannotVerify }) => cannotVerify > 0);
  const since = Math.min(...accounts.map(({ lastScanAt }) => lastScanAt ?? 0));
  if (blind.length > 0)
    return {
      tone: 'unknown',
      sentence: say.sentToAllAndCannot(describeCounts(blind, ({ cannotVerify }) => cannotVerify, 'at')),
      since: null,
    };
  const all = accounts.length;
  return { tone: 'safe', sentence: say.safeToDialOfIn(all), since };
}

function isReadLately({ lastScanAt, everyMinutes }: AccountStanding, now: number): boolean {
  return lastScanAt !== null && now - lastScanAt <= freshFor(everyMinutes);
}

/** A number is either in question or owed at an account, never both. */
function countCallable({ mayCall, owed }: AccountStanding): number {
  return mayCall + owed;
}

/** All that may be called, at every account: "not yet" there only where nothing is in question. */
function describeCalling(calling: readonly AccountStanding[]): string {
  const [only] = calling;
  const isOwed = calling.every(({ mayCall }) => mayCall === 0);
  if (calling.length === 1 && only !== undefined) {
    const count = countCallable(only);
    return isOwed ? say.blockedHereAndNot(count, only.name) : say.blockedHereAndCallable(count, only.name);
  }
  const counts = describeCounts(calling, countCallable, 'at');
  return isOwed ? say.numbersAreBlockedHere(counts) : say.numbersAreBlocked(counts);
}

function describeUnread(unread: readonly AccountStanding[], all: number, now: number): Standing {
  const never = unread.filter(({ lastScanAt }) => lastScanAt === null);
  const names = (some: readonly AccountStanding[]) => joinSome(some.map(({ name }) => isolated(name)));
  if (never.length > 0)
    return {
      tone: 'unknown',
      sentence: say.notKnownToBeSafeWas(names(never)),
      since: null,
    };
  return {
    tone: 'unknown',
    sentence: say.notKnownToBeSafeOf(unread.length, all, names(unread)),
    since: Math.min(now, ...unread.map(({ lastScanAt }) => lastScanAt ?? now)),
  };
}

function describeCounts(
  accounts: readonly AccountStanding[],
  count: (account: AccountStanding) => number,
  word: string,
): string {
  return joinSome(accounts.map((account) => `${toCount(count(account))} ${word} ${isolated(account.name)}`));
}

/** More accounts than a sentence can hold are counted: what is owed to each stands with the account. */
function joinSome(parts: readonly string[]): string {
  const more = parts.length - mostNamed;
  return more < 2 ? parts.join(', ') : `${parts.slice(0, mostNamed).join(', ')}${say.andMoreAccounts(more)}`;
}
