/** Values for the fields of an entry, made by their kind: a field that is added to shared/fields.ts has some at once. */
import fc from 'fast-check';
import { assertNever } from '../../shared/assertNever.ts';
import { type Details, fromEach, type ValueOf } from '../../shared/domain/entry/details.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { type Field, type FieldRow, fieldNames, fields, ofEach } from '../../shared/fields.ts';

const dayMs = 86_400_000;
const lastDay = Date.parse('2026-05-01T00:00:00.000Z');

/** Values of a field that every way through the product keeps as they are: trimmed, in the past, of which no two are alike. */
export function valuesOf<F extends Field>(field: F): readonly ValueOf<F>[] {
  return valuesOfKind(fields[field]) as readonly ValueOf<F>[];
}

function valuesOfKind(row: FieldRow): readonly unknown[] {
  switch (row.kind) {
    case 'text':
      return [`a ${row.word}`, '=1+1', 'ביקש; "twice"', 'x'.repeat(row.most)];
    case 'choice':
      return Object.keys(row.words);
    case 'moment':
      return [0, 1, 400].map((days) => toInstant(lastDay - days * dayMs));
    case 'reference':
      return [
        { batchId: 'b-1', requestUuid: 'ab12-cd34' },
        { batchId: 'b-1', requestUuid: 'u2' },
        { batchId: 'b2', requestUuid: 'u2' },
      ];
    default:
      return assertNever(row);
  }
}

/** Any of them, or nothing. */
export const anyDetail = ofEach(fieldNames, (field) =>
  fc.option(fc.constantFrom<unknown>(...valuesOf(field)), { nil: null }),
) as { readonly [F in Field]: fc.Arbitrary<Details[F]> };

/** Details of any such values. */
export const anyDetails: fc.Arbitrary<Details> = fc.record(anyDetail);

/** Details that say all there is to say: of each field one of its values. */
export function fullDetails(which: number): Details {
  return fromEach((field) => {
    const values = valuesOf(field);
    return values[which % values.length];
  });
}
