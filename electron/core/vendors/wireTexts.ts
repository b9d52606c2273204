/**
 * The lengths of texts that come from vendors, and what becomes of longer ones. A text for people is kept cut, and says so;
 * an id or a number that is cut would be another one, so it is a form that is not documented.
 */
import { z } from 'zod';
import { fields } from '../../../shared/fields.ts';

/** An id of a record, of an agent or of a call. */
const mostOfId = 200;
/** A phone number, however it is written. */
const mostOfNumber = 64;
/** A name, a label, or another word about a record. */
export const mostOfName = 200;
/** An instant. */
const mostOfTime = 64;
/** A reason: as long as the list's own. */
export const mostOfReason = fields.reason.most;

export const wireId = z.string().max(mostOfId);
export const wireNumber = z.string().max(mostOfNumber);
export const wireTime = z.string().max(mostOfTime);
