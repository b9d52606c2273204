/**
 * What needs a person, worst first, each with one thing to do about it. Pure: the same facts make the same lines, on every
 * host.
 */
import { countOf } from '../../words/counts.ts';
import type { AccountStanding } from './standing.ts';

/** Where a need is answered: a screen of the page, with what follows it in the address and its filters. */
export type Place = {
  readonly screen: 'list' | 'conflicts' | 'accounts' | 'runs' | 'settings';
  readonly rest: readonly string[];
  readonly params: Readonly<Record<string, string>>;
};

export type Need = {
  /** Names what it is about, for as long as it is about the same. */
  readonly key: string;
  readonly weight: 'lost' | 'person';
  readonly sentence: string;
  /** The one thing to do, a verb first. */
  readonly verb: string;
  readonly place: Place;
  /** Why it is shown. */
  readonly why: string;
  /** Whether a person may put it off until tomorrow. What may be called, and what is overdue, cannot wait. */
  readonly canWait: boolean;
};

export type AccountNeeds = AccountStanding & {
  readonly id: number;
  readonly conflicts: number;
  readonly parked: number;
  readonly needsCallReference: number;
  readonly removeByHand: number;
  readonly hasToken: boolean;
  readonly isAddressConfirmed: boolean;
  /** What a scan found that would remove too much; null: none is suspicious. */
  readonly suspicion: string | null;
  /** Names of agents that the vendor no longer knows and that blocks still name. */
  readonly goneTargets: readonly string[];
};

/** How the list stands that desks share. */
export type SharedNeeds = {
  /** Releases that a lead is asked for, where this desk may answer. */
  readonly requests: number;
  /** Why the last exchange went no further; null: it did. */
  readonly problem: string | null;
  /** So much was released elsewhere that a person has to say that it is meant. */
  readonly isStopped: boolean;
  /** Numbers that the hub does not take. */
  readonly refused: number;
};

export type NeedFacts = {
  /** Null: this desk shares no list. */
  readonly shared: SharedNeeds | null;
  readonly lack: string | null;
  readonly accounts: readonly AccountNeeds[];
  /** Open requests that are past their day, by account name where one holds them back; the whole number first. */
  readonly overdue: number;
  readonly dueToday: number;
  /** Agents about which it is asked whether they are the same as before. */
  readonly sameQuestions: number;
  readonly registries: readonly {
    readonly name: string;
    readonly state: 'due' | 'stale' | 'damaged';
    readonly left: number;
  }[];
  /** Days since the newest backup; null: there is nothing to back up, or one of today. */
  readonly backupAge: number | null;
  /** What programs handed in: words whose meaning is not known, and numbers that cannot be read. */
  readonly asked: { readonly words: number; readonly numbers: number };
  /** Why the written policy has to be confirmed, in a sentence; null: it has not. */
  readonly policy: string | null;
  /** An author who added far more than usual. */
  readonly spike: { readonly author: string; readonly count: number } | null;
  /** How many numbers of the sample list are still on the list. */
  readonly sample: { readonly batch: number; readonly count: number } | null;
};

const place = (screen: Place['screen'], rest: readonly string[] = [], params: Place['params'] = {}): Place => ({
  screen,
  rest,
  params,
});

/** All that needs a person, worst first. */
export function listNeeds(facts: NeedFacts): readonly Need[] {
  const { accounts } = facts;
  const needs: Need[] = [
    ...when(facts.lack !== null, () => ({
      key: 'lack',
      weight: 'lost' as const,
      sentence: 'The end of the database is missing: no vendor is told anything, and no number is called callable.',
      verb: 'Put a backup in its place',
      place: place('settings'),
      why: 'The desk notes its newest write beside the database. The database that is there is older than that.',
      canWait: false,
    })),
    ...accounts.flatMap(toMayCall),
    ...toOverdue(facts),
    ...accounts.flatMap(toAccess),
    ...accounts.flatMap(toQuestions),
    ...(facts.shared === null ? [] : toShared(facts.shared)),
    ...toDesk(facts),
  ];
  const rank = { lost: 0, person: 1 };
  return needs.toSorted((a, b) => rank[a.weight] - rank[b.weight]);
}

function when<T>(holds: boolean, make: () => T): readonly T[] {
  return holds ? [make()] : [];
}

function toMayCall({ id, name, mayCall }: AccountNeeds): readonly Need[] {
  return when(mayCall > 0, () => ({
    key: `mayCall:${id}`,
    weight: 'lost',
    sentence: `${countOf(mayCall, 'number')} that ${mayCall === 1 ? 'is' : 'are'} blocked here may be called by ${name} now.`,
    verb: 'Decide',
    place: place('conflicts', [], { account: String(id) }),
    why: `As last seen, ${name} does not block ${mayCall === 1 ? 'it' : 'them'}, and a question about ${mayCall === 1 ? 'it' : 'them'} is open.`,
    canWait: false,
  }));
}

function toOverdue({ overdue, dueToday }: NeedFacts): readonly Need[] {
  return [
    ...when(overdue > 0, () => ({
      key: 'overdue',
      weight: 'lost' as const,
      sentence: `${countOf(overdue, 'request is', 'requests are')} overdue: not yet at every vendor that calls.`,
      verb: 'See them',
      place: place('list', [], { open: 'overdue' }),
      why: 'The time that the rule gives has passed since the person asked, and a vendor that it concerns does not have it, or has not confirmed it.',
      canWait: false,
    })),
    ...when(dueToday > 0, () => ({
      key: 'dueToday',
      weight: 'person' as const,
      sentence: `${countOf(dueToday, 'request has', 'requests have')} to be at every vendor by the end of today.`,
      verb: 'See them',
      place: place('list', [], { open: 'today' }),
      why: 'Today is the last day that the rule gives.',
      canWait: false,
    })),
  ];
}

function toAccess(account: AccountNeeds): readonly Need[] {
  const { id, name, hasToken, isAddressConfirmed, suspicion, state, sentence } = account;
  const open = place('accounts', [String(id)]);
  const isOther = hasToken && isAddressConfirmed && suspicion === null;
  const asks = account.conflicts + account.parked + account.needsCallReference + account.removeByHand > 0;
  return [
    ...when(!hasToken, () => ({
      key: `token:${id}`,
      weight: 'lost' as const,
      sentence,
      verb: 'Open the account',
      place: open,
      why: `Without a token ${name} is neither read nor told of new blocks.`,
      canWait: false,
    })),
    ...when(!isAddressConfirmed, () => ({
      key: `address:${id}`,
      weight: 'person' as const,
      sentence: `${name} came with a backup: nothing is sent there before its address is confirmed.`,
      verb: 'Confirm the address',
      place: open,
      why: 'A backup may come from somebody else, and a token must not go to an address that nobody looked at.',
      canWait: false,
    })),
    ...when(suspicion !== null, () => ({
      key: `suspicion:${id}`,
      weight: 'person' as const,
      sentence: suspicion ?? '',
      verb: 'Look at it',
      place: open,
      why: `What ${name} showed last would remove unusually much. Nothing was removed.`,
      canWait: false,
    })),
    ...when(isOther && (state === 'offline' || (state === 'needsYou' && !asks)), () => ({
      key: `state:${id}`,
      weight: 'lost' as const,
      sentence,
      verb: 'Open the account',
      place: open,
      why: `The last sync with ${name} did not come to its end.`,
      canWait: false,
    })),
    ...when(account.goneTargets.length > 0, () => ({
      key: `gone:${id}`,
      weight: 'person' as const,
      sentence: `${name} no longer knows ${account.goneTargets.join(', ')}.`,
      verb: 'Look at the agents',
      place: open,
      why: 'Blocks name an agent that is not there any more. An agent that was made again under another id is not covered by them.',
      canWait: true,
    })),
  ];
}

function toShared({ requests, problem, isStopped, refused }: SharedNeeds): readonly Need[] {
  const open = place('accounts', ['shared']);
  return [
    ...when(requests > 0, () => ({
      key: 'sharedRequests',
      weight: 'person' as const,
      sentence: `${countOf(requests, 'release is', 'releases are')} asked for on the shared list.`,
      verb: 'Answer',
      place: open,
      why: 'A desk that may not release asks a lead. The numbers stay blocked at every desk until one answers.',
      canWait: true,
    })),
    ...when(problem !== null, () => ({
      key: 'sharedProblem',
      weight: 'person' as const,
      sentence: problem ?? '',
      verb: isStopped ? 'Decide' : 'Open the shared list',
      place: open,
      why: 'What other desks block meanwhile is not known here, and what is blocked here not there.',
      canWait: !isStopped,
    })),
    ...when(refused > 0, () => ({
      key: 'sharedRefused',
      weight: 'person' as const,
      sentence: `${countOf(refused, 'number is', 'numbers are')} blocked here and not shared: the shared list does not take ${refused === 1 ? 'it' : 'them'}.`,
      verb: 'See why',
      place: open,
      why: 'Other desks may call a number that only this one blocks.',
      canWait: false,
    })),
  ];
}

function toQuestions({ id, name, ...account }: AccountNeeds): readonly Need[] {
  const open = place('accounts', [String(id)]);
  const { conflicts, parked, needsCallReference, removeByHand } = account;
  return [
    ...when(parked > 0, () => ({
      key: `parked:${id}`,
      weight: 'lost' as const,
      sentence: `${name} refused ${countOf(parked, 'record')}.`,
      verb: 'See why',
      place: open,
      why: 'What a vendor refuses is not sent again by itself.',
      canWait: false,
    })),
    ...when(needsCallReference > 0, () => ({
      key: `reference:${id}`,
      weight: 'person' as const,
      sentence: `${countOf(needsCallReference, 'number waits', 'numbers wait')} for ${name}, which asks for the call in which the person asked.`,
      verb: 'Add references',
      place: place('list', [], { account: String(id) }),
      why: `${name} takes a block only with the ids of a call.`,
      canWait: false,
    })),
    ...when(conflicts > 0, () => ({
      key: `conflicts:${id}`,
      weight: 'person' as const,
      sentence: `${countOf(conflicts, 'conflict')} with ${name} to decide.`,
      verb: 'Decide',
      place: place('conflicts', [], { account: String(id) }),
      why: 'The two sides disagree in a way that a person has to decide.',
      canWait: true,
    })),
    ...when(removeByHand > 0, () => ({
      key: `byHand:${id}`,
      weight: 'person' as const,
      sentence: `${countOf(removeByHand, 'record')} to remove by hand at ${name}.`,
      verb: 'Open the account',
      place: open,
      why: `${name} has no call that removes a record. Until it is removed there, it stays blocked there.`,
      canWait: true,
    })),
  ];
}

function toDesk(facts: NeedFacts): readonly Need[] {
  const { sameQuestions, registries, backupAge, asked, policy, spike, sample } = facts;
  return [
    ...when(sameQuestions > 0, () => ({
      key: 'same',
      weight: 'person' as const,
      sentence: `Say whether ${countOf(sameQuestions, 'agent or account is', 'agents or accounts are')} the same as before.`,
      verb: 'Answer',
      place: place('conflicts'),
      why: 'Blocks are held by agent: for one that is another, new ones are needed.',
      canWait: true,
    })),
    ...registries.map(({ name, state, left }) => ({
      key: `registry:${name}`,
      weight: state === 'due' ? ('person' as const) : ('lost' as const),
      sentence:
        state === 'due'
          ? `${name} must be loaded anew within ${countOf(Math.max(left, 0), 'day')}.`
          : state === 'stale'
            ? `${name} is too old to be used: its numbers count as not looked up.`
            : `${name} cannot be read: load it again.`,
      verb: 'Load it',
      place: place('settings', ['registries']),
      why: 'A registry answers only for as long as its rule allows.',
      canWait: state === 'due',
    })),
    ...when(backupAge !== null, () => ({
      key: 'backup',
      weight: 'lost' as const,
      sentence: `The newest backup is ${countOf(backupAge ?? 0, 'day')} old.`,
      verb: 'Back up',
      place: place('settings', ['backups']),
      why: 'A backup is made once a day while the desk runs. The last ones failed, or the desk was not running.',
      canWait: true,
    })),
    ...when(asked.numbers > 0, () => ({
      key: 'askedNumbers',
      weight: 'lost' as const,
      sentence: `${countOf(asked.numbers, 'request')} of a person cannot be read: nobody is blocked because of ${asked.numbers === 1 ? 'it' : 'them'}.`,
      verb: 'Read it',
      place: place('conflicts'),
      why: 'A program handed in a text that is not one phone number. Whoever asked may be called until you say which it is.',
      canWait: false,
    })),
    ...when(asked.words > 0, () => ({
      key: 'askedWords',
      weight: 'person' as const,
      sentence: `${countOf(asked.words, 'word')} of voice agents may mean stop.`,
      verb: 'Say what it means',
      place: place('conflicts'),
      why: 'The form of the platform does not know it. The numbers are blocked until you say what it means.',
      canWait: true,
    })),
    ...when(policy !== null, () => ({
      key: 'policy',
      weight: 'person' as const,
      sentence: policy ?? '',
      verb: 'Read and confirm it',
      place: place('settings', ['policy']),
      why: 'A written policy counts for what is done. Once a year, and after each change, a person says that it is.',
      canWait: true,
    })),
    ...when(spike !== null, () => ({
      key: `spike:${spike?.author ?? ''}`,
      weight: 'person' as const,
      sentence: `${spike?.author ?? ''} added ${countOf(spike?.count ?? 0, 'number')} today, far more than usual.`,
      verb: 'See them',
      place: place('list', [], { search: spike?.author ?? '', added: '1' }),
      why: 'It is more than five times what that author added on any day of the last four weeks.',
      canWait: true,
    })),
    ...when(sample !== null, () => ({
      key: 'sample',
      weight: 'person' as const,
      sentence: `${countOf(sample?.count ?? 0, 'number')} of the sample list ${sample?.count === 1 ? 'is' : 'are'} on your list.`,
      verb: 'Clear the sample',
      place: place('list', [], { batch: String(sample?.batch ?? 0) }),
      why: 'They are numbers that nobody has. Clear them before you connect a vendor.',
      canWait: true,
    })),
  ];
}
