/** What is known of records in the words of a shared list, and back: places by their account's UUID, since ids are a desk's own. */
import type { SharedAccount, SharedRecord } from '../../db/sync/sharedFacts.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import { blocksAlone } from '../../db/sync/conflictRows.ts';
import { toHoldsText, toScopeOfText } from '../../db/entries/scopeRows.ts';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { HubFacts, HubFactsRow } from '../leasePort.ts';
import { HubProblem } from '../hubPort.ts';
import type { HubWords } from '../share/words.ts';
import { factWords as say } from '../../../../shared/words/core/hub.ts';

/**
 * As it is written at the hub. `entryRev`: the rev of the number's entry that the leader had then; 0: none. `isUnshared`: the leader had
 * changed the entry and not shared that yet.
 */
type Wire = Partial<Omit<SharedRecord, 'list' | 'number' | 'question'>> & {
  readonly entryRev?: number;
  readonly isUnshared?: boolean;
  readonly question?: WireQuestion | null;
};

type SharedQuestion = NonNullable<SharedRecord['question']>;
/** A desk of an earlier version says nothing of what is held there. */
type WireQuestion = Omit<SharedQuestion, 'holds' | 'heldThere'> & {
  readonly holds: string;
  readonly heldThere?: string;
};

/** A record as the hub has it, with the rev of the entry that its leader knew. */
export type ReadFacts = { readonly record: SharedRecord; readonly entryRev: number };

/** Writes what is known of a record, and of which entry that is. */
export function toHubFacts(
  record: SharedRecord,
  { entryRev, isUnshared }: { readonly entryRev: number; readonly isUnshared: boolean },
  words: HubWords,
): HubFacts {
  const { list, number, facts, owed, question, decided } = record;
  const wire: Wire = {
    entryRev,
    isUnshared,
    facts,
    owed,
    question: question === null ? null : toWireQuestion(question, words),
    decided,
  };
  return { list, number, facts: JSON.stringify(wire) };
}

function toWireQuestion({ holds, heldThere, ...rest }: SharedQuestion, words: HubWords): WireQuestion {
  const toText = (scope: Scope): string => words.holdsToHub(toHoldsText(scope));
  return { ...rest, holds: toText(holds), heldThere: toText(heldThere) };
}

function toSharedQuestion({ holds, heldThere, ...rest }: WireQuestion, words: HubWords): SharedQuestion {
  const alone = blocksAlone(rest.kind) ? holds : '[]';
  const toScope = (text: string): Scope => toScopeOfText(words.holdsFromHub(text));
  return { ...rest, holds: toScope(holds), heldThere: toScope(heldThere ?? alone) };
}

/** The places that rows name, in a form that words can learn. */
export function holdsOf(rows: readonly HubFactsRow[]): readonly { readonly holds: string }[] {
  return rows.flatMap((row) => {
    const { question } = parse(row.facts) as Wire;
    return question == null ? [] : [{ holds: question.holds }];
  });
}

/** Reads what the hub has of a record; its places are known (`holdsOf`). @throws HubProblem where it cannot be read */
export function readHubFacts(row: HubFactsRow, words: HubWords): ReadFacts {
  const {
    entryRev = 0,
    isUnshared = false,
    owed = null,
    question = null,
    decided = null,
    ...rest
  } = parse(row.facts) as Wire;
  const facts = rest.facts ?? null;
  const record: SharedRecord = {
    list: row.list,
    number: toPhoneNumber(row.number),
    facts: isUnshared && facts !== null ? withoutClaim(facts) : facts,
    owed: isUnshared && owed !== null ? withoutSent(owed) : owed,
    question: question === null ? null : toSharedQuestion(question, words),
    decided,
  };
  return { record, entryRev };
}

/**
 * A block that only the leader has would look here like one that was taken back: its record is nobody's then, and is never removed
 * unasked.
 */
function withoutClaim(facts: NonNullable<SharedRecord['facts']>): NonNullable<SharedRecord['facts']> {
  const records = facts.records.map((record) => (record.by === 'us' ? { ...record, by: null } : record));
  return { ...facts, records, named: null };
}

/** The same of a block that is under way: that something was sent is known, so that it is looked for first; that it was ours is not. */
function withoutSent(owed: NonNullable<SharedRecord['owed']>): NonNullable<SharedRecord['owed']> {
  return owed.state === 'unknown' ? { ...owed, sent: null } : owed;
}

/** Reads what is said of an account. @throws HubProblem where it cannot be read */
export function readAccount(text: string): SharedAccount {
  return parse(text) as SharedAccount;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HubProblem('bug', say.theSharedListHas, error);
  }
}
