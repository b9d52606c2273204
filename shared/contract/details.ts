/** The fields of an entry (shared/fields.ts) as schemas: what a caller gives, what a row of the list says, and what it is filtered by. */
import { z } from 'zod';
import { assertNever } from '../assertNever.ts';
import {
  type ChoiceOf,
  type Field,
  type FieldOf,
  type FieldRow,
  fieldNames,
  fields,
  type FilterField,
  filterFields,
  ofEach,
} from '../fields.ts';
import { instantOut, moment } from './moments.ts';

const callReference = z.object({ batchId: z.string().trim().min(1), requestUuid: z.string().trim().min(1) });

type ChoiceSchema<F extends FieldOf<'choice'>> = z.ZodEnum<{ [C in ChoiceOf<F>]: C }>;
type Schema<F extends Field, Text, Moment> =
  F extends FieldOf<'choice'>
    ? ChoiceSchema<F>
    : F extends FieldOf<'moment'>
      ? Moment
      : F extends FieldOf<'reference'>
        ? typeof callReference
        : Text;
type Given<F extends Field> = Schema<F, z.ZodString, typeof moment>;
type Said<F extends Field> = Schema<F, z.ZodString, typeof instantOut>;

function toGiven(field: Field): z.ZodType {
  const row: FieldRow = fields[field];
  switch (row.kind) {
    case 'text':
      return z.string().trim().max(row.most);
    case 'choice':
      return z.enum(Object.keys(row.words));
    case 'moment':
      return moment;
    case 'reference':
      return callReference;
    default:
      return assertNever(row);
  }
}

function toSaid(field: Field): z.ZodType {
  const { kind }: FieldRow = fields[field];
  return kind === 'moment' ? instantOut : kind === 'text' ? z.string() : toGiven(field);
}

/**
 * The fields of an add, an edit or an import. Null means nothing, and in an edit removes the field; an absent field
 * stays as it is.
 */
export const detailsGiven = ofEach(fieldNames, (field) => toGiven(field).nullable().optional()) as {
  readonly [F in Field]: z.ZodOptional<z.ZodNullable<Given<F>>>;
};

/** The fields of an entry. */
export const detailsSaid = ofEach(fieldNames, (field) => toSaid(field).nullable()) as {
  readonly [F in Field]: z.ZodNullable<Said<F>>;
};

/** The fields of a filter: entries with exactly this value; capitals do not matter. */
export const detailsFilter = ofEach(filterFields, (field) => toGiven(field).optional()) as {
  readonly [F in FilterField]: z.ZodOptional<Given<F>>;
};
