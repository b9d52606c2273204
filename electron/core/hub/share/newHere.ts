/**
 * What the hub says of numbers that this desk has never heard of: there is nothing to merge, so that it goes from column to column
 * as an import does. A first copy, and an import of another desk, consist of such numbers.
 */
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { bitsSaid, namesSaid } from '../../db/entries/storedDetails.ts';
import type { NewEntries } from '../../list/write/newEntries.ts';
import type { HubPage } from '../hubPort.ts';
import type { HubWords } from './words.ts';

/** Places in a page: of `news`, ascending by number, there is nothing here, and nothing was done to them since they were made. */
type SplitPage = { readonly news: Uint32Array; readonly rest: readonly number[] };

/** Splits a page. `isNew`: whether nothing is here of a number. */
export function splitPage(page: HubPage, words: HubWords, isNew: (number: PhoneNumber) => boolean): SplitPage {
  const places = new Uint32Array(page.numbers.length);
  const rest: number[] = [];
  const origins = page.origins.map(words.toOrigin);
  const numberAt = (place: number) => page.numbers[place] ?? 0;
  let count = 0;
  let last = 0;
  let isAscending = true;
  for (let at = 0; at < page.numbers.length; at++) {
    const number = numberAt(at);
    const origin = origins[page.originOf[at] ?? -1];
    const acts = page.acts[page.actsOf[at] ?? -1];
    const isAsMade =
      acts?.removedAt === null && acts.changedAt === origin?.createdAt && acts.changedBy === origin.createdBy;
    if (!isAsMade || !isNew(toPhoneNumber(number))) {
      rest.push(at);
      continue;
    }
    places[count++] = at;
    if (number < last) isAscending = false;
    last = number;
  }
  const news = places.subarray(0, count);
  return { news: isAscending ? news : news.toSorted((a, b) => numberAt(a) - numberAt(b)), rest };
}

/** The numbers at these places, ascending, as entries that are new here. */
export function toNewEntries(page: HubPage, places: Uint32Array, words: HubWords): NewEntries {
  const said = chooseUsed(page.statements, page.statementOf, places);
  const made = chooseUsed(page.origins, page.originOf, places);
  const statements = said.used.map(words.toStatement);
  let bits = 0;
  for (const { flat } of statements) bits |= bitsSaid(flat);
  return {
    numbers: pick(page.numbers, places),
    lines: pick(page.lines, places),
    statementOf: said.placeOf,
    statements: statements.map(({ statement }) => statement),
    flat: statements.map(({ flat }) => flat),
    said: namesSaid(bits),
    originOf: made.placeOf,
    origins: made.used.map(words.toNewOrigin),
  };
}

/** The values at some places; the values themselves where that is each of them, in order. */
export function pick(values: Float64Array, places: Uint32Array): Float64Array {
  if (isEach(places, values.length)) return values;
  const picked = new Float64Array(places.length);
  for (let at = 0; at < picked.length; at++) picked[at] = values[places[at] ?? 0] ?? Number.NaN;
  return picked;
}

/** Whether these are all places, in order. A loop: `every` calls its function for millions. */
function isEach(places: Uint32Array, count: number): boolean {
  if (places.length !== count) return false;
  for (let at = 0; at < count; at++) if (places[at] !== at) return false;
  return true;
}

/** Of values those that some places of a page have, and which of them each has. */
function chooseUsed<T>(
  values: readonly T[],
  valueOf: Uint32Array,
  places: Uint32Array,
): { readonly used: readonly T[]; readonly placeOf: Uint32Array } {
  const used: T[] = [];
  // One more than its place; 0: not used yet.
  const found = new Uint32Array(values.length);
  const placeOf = new Uint32Array(places.length);
  for (let at = 0; at < placeOf.length; at++) {
    const value = valueOf[places[at] ?? 0] ?? 0;
    if (found[value] === 0) found[value] = used.push(values[value] as T);
    placeOf[at] = (found[value] ?? 0) - 1;
  }
  return { used, placeOf };
}
