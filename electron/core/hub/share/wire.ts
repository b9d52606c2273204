/**
 * What the hub says of a number, read as far as it can be understood: any login may write there what no version of the app does, and one
 * row that cannot be read must not keep all others from a desk. In doubt a number is blocked everywhere.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type FieldRow, fieldNames, fieldParts, fields } from '../../../../shared/fields.ts';
import type { FlatEntry } from '../../db/entries/entryForm.ts';
import type { StoredDetails } from '../../db/entries/storedDetails.ts';
import type { HubEntry } from '../hubPort.ts';

/** `[place, until, exceptions]` in the hub's words. */
export type WireHold = readonly [string, number | null, (readonly string[])?];

/** The place of a hold that is everywhere. */
export const everywhere = '*';
/** What counts where holds cannot be read. */
const holdsInDoubt: readonly WireHold[] = [[everywhere, null]];

/** The furthest that a Date reaches, either way, in milliseconds of the epoch. */
const furthestMs = 8.64e15;
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) <= furthestMs;

/** An account's UUID, or that with an agent's id behind it. */
const target = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(\/.+)?$/isu;
const isTarget = (key: unknown): key is string => typeof key === 'string' && target.test(key);

function isHold(hold: unknown): hold is WireHold {
  if (!Array.isArray(hold)) return false;
  const [place, until, except = []] = hold as readonly unknown[];
  return (
    (place === everywhere || isTarget(place)) &&
    (until === null || isTime(until)) &&
    Array.isArray(except) &&
    except.every(isTarget)
  );
}

/** The holds of a text of the hub; everywhere and for good where it is none. */
export function parseHolds(wire: string): readonly WireHold[] {
  const holds = parseOr(wire, null);
  return Array.isArray(holds) && holds.length > 0 && holds.every(isHold) ? holds : holdsInDoubt;
}

const sourceKinds: ReadonlySet<unknown> = new Set([
  'manual',
  'import',
  'api',
  'vendor',
] satisfies Entry['source']['kind'][]);

/** Who said it first, where and when: of an import, the same of all its numbers. */
export type OriginWords = Pick<FlatEntry, 'sourceKind' | 'sourceLabel' | 'createdBy' | 'createdAt'>;

/** Reads an origin; a kind of source that this version does not know is a program's. */
export function parseOrigin(wire: string): OriginWords {
  const words = parseOr(wire, null);
  const [kind, label, by, at] = Array.isArray(words) ? (words as readonly unknown[]) : [];
  return {
    sourceKind: sourceKinds.has(kind) ? (kind as Entry['source']['kind']) : 'api',
    sourceLabel: typeof label === 'string' ? label : '',
    createdBy: typeof by === 'string' ? by : '',
    createdAt: isTime(at) ? at : 0,
  };
}

function parseOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** Whether each field may say a value as it is stored: a time, one of its choices, or a text. */
const readers = new Map(
  fieldNames.flatMap((field) => {
    const row: FieldRow = fields[field];
    const reads = (value: unknown): boolean => {
      if (row.kind === 'moment') return isTime(value);
      return typeof value === 'string' && (row.kind !== 'choice' || Object.hasOwn(row.words, value));
    };
    return fieldParts.filter((part) => part.field === field).map(({ stored }) => [stored, reads] as const);
  }),
);

/** Writes what the hub says of the fields that this version knows into a record that says nothing yet, and answers it. */
export function storeSaid<T extends StoredDetails>(into: T, details: HubEntry['details'] | null): T {
  const stored: Record<string, string | number | null> = into;
  for (const [name, reads] of readers) {
    const value = details?.[name];
    if (value !== undefined && reads(value)) stored[name] = value;
  }
  return into;
}
