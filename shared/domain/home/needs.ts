/**
 * What needs a person, worst first, each with one thing to do about it. Pure: the same facts make the same lines, on every
 * host.
 */
import type { AccountStanding } from './standing.ts';
import { needsWords as say } from '../../words/domain/home.ts';

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
      sentence: say.theEndOfTheDatabase,
      verb: say.putABackupInIts,
      place: place('settings', ['backups']),
      why: say.theDeskNotesItsNewest,
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
    sentence: say.thatBlockedHereMay(mayCall, name),
    verb: 'Decide',
    place: place('conflicts', [], { account: String(id) }),
    why: say.asLastSeenDoesNot(name, mayCall),
    canWait: false,
  }));
}

function toOverdue({ overdue, dueToday }: NeedFacts): readonly Need[] {
  return [
    ...when(overdue > 0, () => ({
      key: 'overdue',
      weight: 'lost' as const,
      sentence: say.overdueNotYetAtEvery(overdue),
      verb: say.see(overdue),
      place: place('list', [], { open: 'overdue' }),
      why: say.theTimeThatTheRule,
      canWait: false,
    })),
    ...when(dueToday > 0, () => ({
      key: 'dueToday',
      weight: 'person' as const,
      sentence: say.toBeAtEveryVendor(dueToday),
      verb: say.see(dueToday),
      place: place('list', [], { open: 'today' }),
      why: say.todayIsTheLastDay,
      canWait: false,
    })),
  ];
}

function toAccess(account: AccountNeeds): readonly Need[] {
  const { id, name, hasToken, isAddressConfirmed, suspicion, state, sentence } = account;
  const open = place('accounts', [String(id)]);
  const isOther = hasToken && isAddressConfirmed && sentence !== suspicion;
  const asks = account.conflicts + account.parked + account.needsCallReference + account.removeByHand > 0;
  return [
    // Before the address is confirmed the token is not looked for: it may be there.
    ...when(!hasToken && isAddressConfirmed, () => ({
      key: `token:${id}`,
      weight: 'lost' as const,
      sentence,
      verb: say.openTheAccount,
      place: open,
      why: say.withoutATokenIsNeither(name),
      canWait: false,
    })),
    ...when(!isAddressConfirmed, () => ({
      key: `address:${id}`,
      weight: 'person' as const,
      sentence: say.cameWithABackupNothing(name),
      verb: say.confirmTheAddress,
      place: open,
      why: say.aBackupMayComeFrom,
      canWait: false,
    })),
    ...when(suspicion !== null, () => ({
      key: `suspicion:${id}`,
      weight: 'person' as const,
      sentence: suspicion ?? '',
      verb: say.lookAtIt,
      place: open,
      why: say.whatShowedLastWould(name),
      canWait: false,
    })),
    ...when(isOther && (state === 'offline' || (state === 'needsYou' && !asks)), () => ({
      key: `state:${id}`,
      weight: account.isSound ? ('person' as const) : ('lost' as const),
      sentence,
      verb: say.openTheAccount,
      place: open,
      why: account.isSound ? say.isInOrderOtherwise(name) : say.theLastSyncWithDid(name),
      canWait: false,
    })),
    ...when(account.goneTargets.length > 0, () => ({
      key: `gone:${id}`,
      weight: 'person' as const,
      sentence: say.noLongerKnows(name, account.goneTargets.join(', ')),
      verb: say.lookAtTheAgents,
      place: open,
      why: say.blocksNameAnAgent,
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
      sentence: say.askedForOnTheShared(requests),
      verb: 'Answer',
      place: open,
      why: say.aDeskThatMayNot,
      canWait: true,
    })),
    ...when(problem !== null, () => ({
      key: 'sharedProblem',
      weight: 'person' as const,
      sentence: problem ?? '',
      verb: isStopped ? say.decide : say.openTheSharedList,
      place: open,
      why: say.whatOtherDesksBlock,
      canWait: !isStopped,
    })),
    ...when(refused > 0, () => ({
      key: 'sharedRefused',
      weight: 'person' as const,
      sentence: say.blockedHereAndNot(refused),
      verb: say.seeWhy,
      place: open,
      why: say.otherDesksMayCall,
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
      sentence: say.refused(name, parked),
      verb: say.seeWhy,
      place: open,
      why: say.whatAVendorRefuses,
      canWait: false,
    })),
    ...when(needsCallReference > 0, () => ({
      key: `reference:${id}`,
      weight: 'person' as const,
      sentence: say.forWhichAsksForThe(needsCallReference, name),
      verb: say.addReferences,
      place: place('list', [], { open: String(id) }),
      why: say.takesABlockOnlyWith(name),
      canWait: false,
    })),
    ...when(conflicts > 0, () => ({
      key: `conflicts:${id}`,
      weight: 'person' as const,
      sentence: say.withToDecide(conflicts, name),
      verb: 'Decide',
      place: place('conflicts', [], { account: String(id) }),
      why: say.theTwoSidesDisagree,
      canWait: true,
    })),
    ...when(removeByHand > 0, () => ({
      key: `byHand:${id}`,
      weight: 'person' as const,
      sentence: say.toRemoveByHandAt(removeByHand, name),
      verb: say.openTheAccount,
      place: open,
      why: say.hasNoCallThatRemoves(name),
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
      sentence: say.sayWhetherTheSame(sameQuestions),
      verb: 'Answer',
      place: place('conflicts'),
      why: say.blocksAreHeldByAgent,
      canWait: true,
    })),
    ...registries.map(({ name, state, left }) => ({
      key: `registry:${name}`,
      weight: state === 'due' ? ('person' as const) : ('lost' as const),
      sentence:
        state === 'due'
          ? say.mustBeLoadedAnew(name, Math.max(left, 0))
          : state === 'stale'
            ? say.isTooOldToBe(name)
            : say.cannotBeReadLoad(name),
      verb: say.loadIt,
      place: place('settings', ['registries']),
      why: say.aRegistryAnswers,
      canWait: state === 'due',
    })),
    ...when(backupAge !== null, () => ({
      key: 'backup',
      weight: 'lost' as const,
      sentence: say.theNewestBackupIs(backupAge ?? 0),
      verb: say.backUp,
      place: place('settings', ['backups']),
      why: say.aBackupIsMadeOnce,
      canWait: true,
    })),
    ...when(asked.numbers > 0, () => ({
      key: 'askedNumbers',
      weight: 'lost' as const,
      sentence: say.ofAPersonCannotBe(asked.numbers),
      verb: say.readIt,
      place: place('conflicts'),
      why: say.aProgramHandedIn,
      canWait: false,
    })),
    ...when(asked.words > 0, () => ({
      key: 'askedWords',
      weight: 'person' as const,
      sentence: say.ofVoiceAgentsMay(asked.words),
      verb: say.sayWhatItMeans,
      place: place('conflicts'),
      why: say.theFormOfThePlatform,
      canWait: true,
    })),
    ...when(policy !== null, () => ({
      key: 'policy',
      weight: 'person' as const,
      sentence: policy ?? '',
      verb: say.readAndConfirmIt,
      place: place('settings', ['policy']),
      why: say.aWrittenPolicyCounts,
      canWait: true,
    })),
    ...when(spike !== null, () => ({
      key: `spike:${spike?.author ?? ''}`,
      weight: 'person' as const,
      sentence: say.addedTodayFarMore(spike?.author ?? '', spike?.count ?? 0),
      verb: say.see(spike?.count ?? 0),
      place: place('list', [], { search: spike?.author ?? '', added: '1' }),
      why: say.itIsMoreThanFive,
      canWait: true,
    })),
    ...when(sample !== null, () => ({
      key: 'sample',
      weight: 'person' as const,
      sentence: say.ofTheSampleListOn(sample?.count ?? 0, sample?.count === 1),
      verb: say.clearTheSample,
      place: place('list', [], { batch: String(sample?.batch ?? 0) }),
      why: say.theyAreNumbersThat,
      canWait: true,
    })),
  ];
}
