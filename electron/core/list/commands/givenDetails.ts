/** What a person gives for the fields of an entry, checked: texts are not empty, and past moments lie in the past. */
import { type Field, type FieldOf, fieldNames, fields } from '../../../../shared/fields.ts';
import type { Details, ValueOf } from '../../../../shared/domain/entry/details.ts';
import type { Moment } from '../../../../shared/domain/time/moment.ts';
import type { Answer } from '../../answer.ts';
import { parsePast } from './pastMoment.ts';
import type { AskedAt } from './requestedScope.ts';

/**
 * The input after the contract's schema: a moment is as it was given; null or '' removes the field, undefined leaves
 * it.
 */
export type GivenDetails = {
  readonly [F in Field]?: (F extends FieldOf<'moment'> ? Moment : ValueOf<F>) | null | undefined;
};

/** The fields that are given. Refuses a moment that lies in the future. */
export function parseDetails(given: GivenDetails, asked: AskedAt): Answer<Partial<Details>> {
  const details: Record<string, unknown> = {};
  for (const field of fieldNames) {
    const value = given[field];
    if (value === undefined) continue;
    if (fields[field].kind !== 'moment' || value === null) details[field] = value === '' ? null : value;
    else {
      const past = parsePast(field, value as Moment, asked);
      if (!past.ok) return past;
      details[field] = past.value;
    }
  }
  return { ok: true, value: details };
}
