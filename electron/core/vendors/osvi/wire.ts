/** OSVI's answers as its documents describe them; fields that are not named here are dropped on reading. */
import { z } from 'zod';
import { wireId, wireNumber, wireTime } from '../wireTexts.ts';

export const osviRecordWire = z.object({
  id: z.union([z.number(), wireId]),
  // A row that names no agent is of the list that was asked for.
  agent_uuid: wireId.nullish(),
  phone: wireNumber,
  reason: z.string().nullish(),
  created_at: wireTime.nullish().catch(null),
});

export type OsviRecordWire = z.infer<typeof osviRecordWire>;

export const osviAddedWire = z.object({ success: z.literal(true), data: osviRecordWire });

export const osviListWire = z.object({
  success: z.literal(true),
  data: z.array(z.unknown()),
  // Without its counts a list is over where nothing new comes.
  meta: z.object({
    current_page: z.number(),
    total_pages: z.number().nullish(),
    total_count: z.number().nullish(),
    per_page: z.number().nullish().catch(null),
  }),
});

/** Where the records of a list stand, and the agents in theirs. */
export const osviRecordsAt = [['data']];
export const osviAgentsAt = [[]];

export type OsviListWire = z.infer<typeof osviListWire>;

// `data` belongs to other answers: an answer that has it does not answer a removal.
export const osviRemovedWire = z.object({ success: z.literal(true), data: z.undefined().optional() });

export const osviAgentWire = z.object({
  agent_id: wireId.min(1),
  name: z.string().nullish(),
  status: z.string().nullish(),
});

export type OsviAgentWire = z.infer<typeof osviAgentWire>;

export const osviAgentsWire = z.array(z.unknown());

export const osviErrorWire = z.union([
  z.object({ success: z.literal(false), error: z.string() }),
  z.object({ success: z.literal(false), errors: z.array(z.unknown()) }),
]);

/** The text of either of OSVI's two error shapes; undefined for any other body. */
export function readOsviError(json: unknown): string | undefined {
  const parsed = osviErrorWire.safeParse(json);
  if (!parsed.success) return undefined;
  if ('error' in parsed.data) return parsed.data.error;
  return parsed.data.errors.map((error) => (typeof error === 'string' ? error : JSON.stringify(error))).join('; ');
}
