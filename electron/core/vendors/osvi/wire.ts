/** OSVI's answers as its documents describe them; fields that are not named here are dropped on reading. */
import { z } from 'zod';

export const osviRecordWire = z.object({
  id: z.union([z.number(), z.string()]),
  // A row that names no agent is of the list that was asked for.
  agent_uuid: z.string().nullish(),
  phone: z.string(),
  reason: z.string().nullish(),
  created_at: z.string().nullish().catch(null),
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

export type OsviListWire = z.infer<typeof osviListWire>;

// `data` belongs to other answers: an answer that has it does not answer a removal.
export const osviRemovedWire = z.object({ success: z.literal(true), data: z.undefined().optional() });

const agentWire = z.object({ agent_id: z.string().min(1), name: z.string().nullish(), status: z.string().nullish() });

export type OsviAgentWire = z.infer<typeof agentWire>;

export const osviAgentsWire = z.array(agentWire);

const errorWire = z.union([
  z.object({ success: z.literal(false), error: z.string() }),
  z.object({ success: z.literal(false), errors: z.array(z.unknown()) }),
]);

/** The text of either of OSVI's two error shapes; undefined for any other body. */
export function readOsviError(json: unknown): string | undefined {
  const parsed = errorWire.safeParse(json);
  if (!parsed.success) return undefined;
  if ('error' in parsed.data) return parsed.data.error;
  return parsed.data.errors.map((error) => (typeof error === 'string' ? error : JSON.stringify(error))).join('; ');
}
