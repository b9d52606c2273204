// What real services do and documents don't say, as settings of a tenant: how it writes numbers, what it makes of the
// texts and times it is sent, what its answers leave out, which ids come again, whose clock it runs by. A default is what
// the documents show. README.md has each in one line.
import { z } from 'zod';

/** Parts of a record that an answer can lack. `call` is the batch and the request that Weya shows. */
export const omittedFields = ['reason', 'label', 'expiresAt', 'agents', 'call', 'createdAt'] as const;

export type OmittedField = (typeof omittedFields)[number];

export const temperament = z.strictObject({
  /** How numbers are written in every answer. `national`: those of `region` as they are dialled there, others with +. */
  numbersAs: z.enum(['e164', 'digits', 'national']),
  /** `shown`: a search finds only what it would show; a number in another form is not found. */
  searches: z.enum(['anyForm', 'shown']),
  /** A second add of a number is one only if it is written the same; what was sent is shown as it was sent. */
  comparesTexts: z.boolean(),
  /** Reasons and labels are cut to so many characters; null: never. */
  reasonLength: z.int().min(1).nullable(),
  foldsSpaces: z.boolean(),
  composesUnicode: z.boolean(),
  /** `&`, `<`, `>` and quotes are kept as `&amp;` and so on. */
  escapesMarkup: z.boolean(),
  /** Expiries are cut down to a multiple of this: 1000 keeps whole seconds. */
  expiryStepMs: z.int().min(1),
  /** What lists leave out, and what the answers about one record leave out. */
  listsLeaveOut: z.array(z.enum(omittedFields)),
  answersLeaveOut: z.array(z.enum(omittedFields)),
  /** A number that was removed and is added anew: with a new id, its old id, or its old id and creation (a soft delete). */
  removedIds: z.enum(['never', 'again', 'revived']),
  /** Every page of a list is the whole list. */
  ignoresPaging: z.boolean(),
  /** Fluents: whether a list is sorted as `sort_desc` asks. The documents name no value of the column that is sorted by. */
  sorts: z.boolean(),
  /** Whether a list says how long it is: as documented, never, or always. */
  totals: z.enum(['documented', 'absent', 'given']),
  /** Yappr: how long each agent's prompt is, in every record that names the agent. */
  promptBytes: z.int().min(0),
  /** The vendor's clock (`Date`, creation times, what counts as past) against the sandbox's. */
  clockSkewMs: z.int(),
  saysDate: z.boolean(),
  /** 403 for whatever asks for a change. */
  forbidsWrites: z.boolean(),
  /** 403 for whatever names one of these agents. */
  forbidsAgents: z.array(z.string()),
});

export type Temperament = Readonly<z.output<typeof temperament>>;

export const documentedTemperament: Temperament = {
  numbersAs: 'e164',
  searches: 'anyForm',
  comparesTexts: false,
  reasonLength: null,
  foldsSpaces: false,
  composesUnicode: false,
  escapesMarkup: false,
  expiryStepMs: 1,
  listsLeaveOut: [],
  answersLeaveOut: [],
  removedIds: 'never',
  ignoresPaging: false,
  sorts: false,
  totals: 'documented',
  promptBytes: 0,
  clockSkewMs: 0,
  saysDate: true,
  forbidsWrites: false,
  forbidsAgents: [],
};
