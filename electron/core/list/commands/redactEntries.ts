/**
 * Takes what entries say of a person out of this desk, because a person asked for it: out of the list, its history, the batches
 * that were about the number alone, and what is kept about vendors. The block, its order and who did what stay. There is no
 * undo.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { personalTexts, withoutTexts } from '../../../../shared/domain/entry/redaction.ts';
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type Answer, needsPerson } from '../../answer.ts';
import { erasing } from '../../db/erasing.ts';
import { inTransaction } from '../../db/handles.ts';
import type { ListDeps } from './listDeps.ts';
import { toNumbers } from './numberInput.ts';
import { redactEntriesWords as say } from '../../../../shared/words/core/list.ts';

export type Redaction = {
  /** How many entries were redacted. */
  readonly redacted: number;
  /** Those of the numbers that have no entry. */
  readonly missing: readonly string[];
  /** What it means beyond this desk, as sentences. */
  readonly told: readonly string[];
};

const always = [say.takenOutOfTheList, say.theNumberStaysAs, say.backupsExportsAnd];

/** What redacting these entries takes out and what it leaves, as sentences; nothing is written. */
export function foreseeRedaction(
  { store, records }: ListDeps,
  input: { readonly numbers: readonly string[] },
): Answer<{ sentences: readonly string[] }> {
  const numbers = toNumbers(input.numbers);
  if (!numbers.ok) return numbers;
  const entries = [...store.entries.loadMany(numbers.value).values()];
  return { ok: true, value: { sentences: [...always, ...tellAll(records, entries)] } };
}

/** Redacts the entries of these numbers. Refused as a whole while a question about one of them is open, which shows the texts. */
export function redactEntries(deps: ListDeps, input: { readonly numbers: readonly string[] }): Answer<Redaction> {
  const numbers = toNumbers(input.numbers);
  if (!numbers.ok) return numbers;
  const { store, records, conflicts, settings, clock, events } = deps;
  const [disputed] = conflicts.disputed(numbers.value);
  if (disputed !== undefined) return needsPerson(say.aboutAQuestionIs(toE164(disputed as PhoneNumber)));
  const asked = records.findAsked(numbers.value);
  if (asked !== undefined) return needsPerson(say.aProgramsQuestionIs(toE164(asked.number as PhoneNumber), asked.id));
  const entries = store.entries.loadMany(numbers.value);
  const told = tellAll(records, [...entries.values()]);
  const act = { at: toInstant(clock.now()), author: settings.load().author, batchId: null };
  erasing(store.db, () =>
    inTransaction(store.db, (open) => {
      for (const number of entries.keys()) {
        const texts = listTexts(deps, number);
        store.writer.redact(open, number, act);
        records.redact(number, texts);
        redactBatches(deps, number, texts);
      }
    }),
  );
  if (entries.size > 0) events.publish({ type: 'changed', topics: ['list', 'batches', 'conflicts'] });
  const missing = numbers.value.filter((number) => !entries.has(number)).map(toE164);
  return { ok: true, value: { redacted: entries.size, missing, told } };
}

function tellAll(records: ListDeps['records'], entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(records.tellRedaction))];
}

/** Every text that the number's entry ever had, the longest first: one may be a part of another. */
function listTexts({ store }: ListDeps, number: PhoneNumber): readonly string[] {
  const versions = store.journal.loadHistory(number).flatMap(({ before, after }) => [before ?? [], after].flat());
  return [...new Set(versions.flatMap(personalTexts))].toSorted((a, b) => b.length - a.length);
}

/** The batches that changed this number alone lose its texts; what a batch says of many numbers is not about one. */
function redactBatches({ store: { journal, batches } }: ListDeps, number: PhoneNumber, texts: readonly string[]): void {
  const ids = new Set(journal.loadHistory(number).flatMap(({ batchId }) => batchId ?? []));
  for (const id of ids) {
    const batch = journal.countOfBatch(id) === 1 ? batches.load(id) : undefined;
    if (batch === undefined) continue;
    batches.setLabel(id, withoutTexts(batch.label, texts));
    batches.setDetails(
      id,
      JSON.parse(JSON.stringify(batch.details), (_key, value: unknown) => hide(value, texts)),
    );
  }
}

function hide(value: unknown, texts: readonly string[]): unknown {
  return typeof value === 'string' ? withoutTexts(value, texts) : value;
}
