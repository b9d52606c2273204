/** The field of a form that the core refused, so that its sentence can be shown there; undefined when it names none. */
import { ORPCError } from '@orpc/client';
import { z } from 'zod';

const named = z.object({ field: z.string() });

export function toField(error: unknown): string | undefined {
  if (!(error instanceof ORPCError) || !error.defined) return undefined;
  return named.safeParse(error.data).data?.field;
}
