/**
 * Taking out what an entry says of a person, while its block, its order and its authors stay. The reason then reads
 * `redacted`, in the entry and in all of its history: a reason that is so is neither taken from a vendor again nor compared
 * with what a vendor has.
 */
import { type Field, fieldNames, type FieldRow, fields, fieldParts } from '../../fields.ts';
import { toTexts } from './details.ts';
import { type Entry, takenBack, toTakenBackWhy } from './entry.ts';

/** What stands in place of a text that was taken out. */
export const redacted = '[redacted]';

/** The fields that say something of a person. */
export const personalFields: readonly Field[] = fieldNames.filter((field) => isPersonal(fields[field]));

const personalParts = fieldParts.filter(({ field }) => isPersonal(fields[field]));

/** What stands in these fields afterwards, under the names under which they are kept. */
export const redactedFields: Readonly<Record<string, string | null>> = Object.fromEntries(
  personalParts.map(({ kind, stored }) => [stored, kind === 'text' ? redacted : null]),
);

function isPersonal(row: FieldRow): boolean {
  return row.isPersonal === true;
}

/** Why an entry was removed, without the words. That an undo took it back stays, as its meaning hangs on it. */
export function redactWhy(why: string | null): string | null {
  if (why === null) return null;
  return why.startsWith(takenBack) ? toTakenBackWhy(redacted) : redacted;
}

/** The texts that a redaction takes out of an entry. A vendor's name as its source is nobody's. */
export function personalTexts(entry: Entry): readonly string[] {
  const texts = toTexts(entry);
  const { removed, source } = entry;
  const all = [
    ...personalParts.map(({ part }) => texts[part]),
    removed?.why ?? null,
    source.kind === 'vendor' ? null : source.label,
  ];
  return all.flatMap((text) =>
    text === null || text === '' || redactWhy(text) === text || text === redacted ? [] : [text],
  );
}

/** A text without these texts, which stand in it as a whole or, where they are of some length, as a part. */
export function withoutTexts(from: string, texts: readonly string[]): string {
  let without = from;
  for (const text of texts)
    if (without === text) without = redacted;
    else if (text.length >= leastOfPart) without = without.replaceAll(text, redacted);
  return without;
}

/** A shorter text stands in others by chance. */
const leastOfPart = 4;
