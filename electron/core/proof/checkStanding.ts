/** Whether the standing that a number's proof tells is that of its last change. Pure. */
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import type { Entry } from '../../../shared/domain/entry/entry.ts';
import { describeEntry } from '../../../shared/domain/entry/entrySentence.ts';
import { createDayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { numberDetailsWords } from '../../../shared/words/core/list.ts';
import { gatherProofWords } from '../../../shared/words/core/proof.ts';
import { createEntryReader, type FlatEntry } from '../db/entries/entryForm.ts';

/** True of a period too, which tells none. */
export function isStandingTrue({ about, changes, questions, targets, zone, madeAt }: ProofDocument): boolean {
  if (about.kind === 'period') return true;
  const last = changes?.at(-1)?.after;
  const entry: Entry | undefined = last === undefined ? undefined : createEntryReader()(last as unknown as FlatEntry);
  const made = createZone(zone);
  const context = {
    targets: new Map(targets.map((target) => [target.id, target])),
    toDay: createDayWriter(() => made),
    at: madeAt,
  };
  const allowed = [describeEntry(entry, false, context)];
  if (entry === undefined) allowed.push(numberDetailsWords.notOnTheList, describeEntry(undefined, true, context));
  if (questions.some(({ resolvedAt }) => resolvedAt === null)) allowed.push(gatherProofWords.blockedWhileADisagreement);
  return allowed.includes(about.standing);
}
