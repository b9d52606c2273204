/**
 * Weya's answers as its documents describe them. `callRecording` and `transcription` are left out on purpose: reading
 * drops every field that is not named here, so neither is ever stored.
 */
import { z } from 'zod';
import { wireId, wireNumber, wireTime } from '../wireTexts.ts';

export const weyaRecordWire = z
  .object({
    _id: wireId,
    phoneNumber: wireNumber,
    // Evidence: what cannot be read of it makes no record unreadable.
    type: z.string().nullish().catch(null),
    batchId: wireId.nullish().catch(null),
    requestUUID: wireId.nullish().catch(null),
    createdAt: wireTime.nullish().catch(null),
  })
  .transform(({ _id: id, ...rest }) => ({ id, ...rest }));

export type WeyaRecordWire = z.infer<typeof weyaRecordWire>;

export const weyaListWire = z.object({
  // The documents show the list without it; where it is sent, it must not say that the request failed.
  status: z.literal(true).optional(),
  data: z.object({
    dncList: z.array(z.unknown()),
    // Without its counts a list is over where nothing new comes.
    pagination: z.object({
      page: z.number(),
      total: z.number().nullish(),
      totalPages: z.number().nullish(),
      limit: z.number().nullish().catch(null),
    }),
  }),
});

/** Where the records of a list stand. */
export const weyaRecordsAt = [['data', 'dncList']];

export type WeyaListWire = z.infer<typeof weyaListWire>;

// An answer with a list in it answers something else.
export const weyaDoneWire = z.object({
  status: z.literal(true),
  data: z.object({ dncList: z.undefined().optional() }).nullish(),
});

export const weyaErrorWire = z.object({
  message: z.string().nullish(),
  errorMessage: z.string().nullish(),
  status: z.literal(false),
});

/** The text of Weya's error body; undefined for any other body. */
export function readWeyaError(json: unknown): string | undefined {
  const parsed = weyaErrorWire.safeParse(json);
  return parsed.success ? parsed.data.errorMessage || parsed.data.message || '' : undefined;
}
