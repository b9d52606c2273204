/** Everything about one number, whether or not it is on the list: the drawer, and `history` on the command line. */
import type { DeskOutputs } from '../../../../shared/contract/contract.ts';
import { describeEntry, type SentenceContext, toEntryState } from '../../../../shared/domain/entry/entrySentence.ts';
import { describeChange } from '../../../../shared/domain/entry/historySentence.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import {
  describeNumber,
  parseE164,
  type PhoneNumber,
  toE164,
  toInternational,
} from '../../../../shared/domain/numbers/number.ts';
import type { Mention } from '../../../../shared/domain/numbers/readings.ts';
import { sameSubscriber } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import { askMentions, createAskNumber } from './askText.ts';
import type { Decide } from './decide.ts';
import { readOr } from '../../db/damagedRow.ts';
import { loadReadable, toEntryRows } from './entryView.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { JournalAsk } from '../../journal/journalAsks.ts';
import { createHolds } from '../write/askedSince.ts';
import type { ListDeps } from './listDeps.ts';
import { describeUnreadable, parseRegion, readMentions } from './numberInput.ts';
import { numberDetailsWords as say } from '../../../../shared/words/core/list.ts';

export type NumberDetails = DeskOutputs['entries']['get'];

/** About the likeliest reading of a text; the doubt about it, if any, has the others. A text without a reading is refused. */
export function loadNumberDetails(
  deps: ListDeps,
  decide: Decide,
  input: { readonly number: string; readonly region?: string | undefined },
): Answer<NumberDetails> {
  const region = parseRegion(input.region, deps.settings.load().region);
  if (!region.ok) return region;
  const at = toInstant(deps.time.passed());
  const ageAt = deps.time.latest();
  const targets = deps.targets();
  // A number that came from a vendor may be unknown to the numbering plans; its row must open in any case.
  const strict = parseE164(input.number);
  const isKnown = strict !== undefined && deps.store.entries.loadFlat(strict) !== undefined;
  const mentions = readMentions(deps, input.number, region.value);
  const ask = createAskNumber(deps, decide, { target: undefined, at, ageAt, targets, registries: true });
  const asked = isKnown ? undefined : askMentions(ask, mentions, region.value);
  const number = isKnown ? strict : asked?.readings[0].reading.number;
  if (number === undefined) return refuse(`"${input.number}": ${describeUnreadable(mentions)}`, 'numbers');

  const found = loadReadable(deps, [number]);
  const [entry] = found.entries;
  const [row] = toEntryRows(deps, found, at);
  const disputed = deps.conflicts.disputed([number]).has(number);
  const { country, type } = describeNumber(number);
  const registry = deps.askRegistries(number, ageAt);
  const context = { targets, toDay: deps.toDay, at };
  const forms = loadForms(deps, number, context);
  const isRead = asked?.doubt === undefined || asked.doubt.kind === 'notInUse';
  let { damage } = row ?? {};
  /** What cannot be read is left out, and the sentence says so. */
  const readSome = <T>(read: () => readonly T[]): T[] => [
    ...readOr(read, (one) => {
      damage ??= one.about(number).message;
      return [];
    }),
  ];
  const vendors = readSome(() => deps.records.rowsFor(number));
  const shown = readSome(() => deps.records.historyOf(number));
  const history = readSome(() => deps.store.journal.loadHistory(number)).map((change): HistoryLine => ({
    ...change,
    sentence: describeChange(change, context),
  }));
  const asks = readSome(() => deps.store.journal.loadAsks(number)).map((one): HistoryLine => ({
    ...one,
    sentence: describeAsk(deps, one),
  }));
  const isOpen = registry !== null || !isRead || forms.length > 0;
  return {
    ok: true,
    value: {
      number: toE164(number),
      international: toInternational(number),
      country,
      lineType: type,
      valid: isValid(mentions, number),
      entry: entry === undefined || row === undefined ? null : { ...row, seq: entry.seq },
      // With registries, a doubt or another form, the list alone does not say that nothing blocks a number.
      sentence:
        damage ??
        (entry === undefined && !disputed && isOpen ? say.notOnTheList : describeEntry(entry, disputed, context)),
      ...(registry === null ? {} : { registry }),
      ...(asked?.doubt === undefined ? {} : { doubt: asked.doubt }),
      forms,
      vendors,
      shown,
      history: [...history, ...asks]
        .toSorted((a, b) => a.journal - b.journal)
        .map(({ at: when, author, sentence, batchId, journal }) => ({
          at: when,
          author,
          sentence,
          batch: batchId,
          journal,
        })),
    },
  };
}

type HistoryLine = JournalAsk & { readonly sentence: string };

/** "Asked for again by Dana (import of calls.csv); it was blocked already." */
function describeAsk({ store: { batches } }: ListDeps, { author, batchId }: JournalAsk): string {
  const batch = batchId === null ? undefined : batches.load(batchId);
  const file = batch?.kind === 'import' ? batch.label : null;
  return say.askedForAgain(author, file, !createHolds(batches)(batchId));
}

/** The other forms of the subscriber's number with an entry or an open conflict; a released entry says so. */
function loadForms(deps: ListDeps, number: PhoneNumber, context: SentenceContext): NumberDetails['forms'] {
  const others = sameSubscriber(number);
  if (others.length === 0) return [];
  const { entries, damage } = deps.store.entries.loadReadable(others);
  const disputed = deps.conflicts.disputed(others);
  return others.flatMap((other) => {
    const entry = entries.get(other);
    const isDisputed = disputed.has(other);
    if (entry === undefined && !isDisputed) return [];
    return {
      number: toE164(other),
      international: toInternational(other),
      state: entry === undefined ? 'conflict' : toEntryState(entry, context.at, isDisputed),
      sentence: damage.get(other)?.message ?? describeEntry(entry, isDisputed, context),
    };
  });
}

function isValid(mentions: readonly Mention[], number: PhoneNumber): boolean {
  return mentions.some(({ readings }) => readings.some((reading) => reading.number === number && reading.valid));
}
