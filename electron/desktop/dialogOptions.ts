// What the page may pass to a native dialog, checked where it arrives. It is not in shared/contract, because the
// preload imports that, and a sandboxed preload should load no library.
import { z } from 'zod';
import type { OpenDialogOptions, SaveDialogOptions } from '../../shared/contract/desktopBridge.ts';

const title = z.string().max(200).optional();
const extension = z.string().regex(/^(\*|[A-Za-z0-9]{1,10})$/);
const filters = z
  .array(z.object({ name: z.string().max(100), extensions: z.array(extension).max(50) }))
  .max(20)
  .optional();

export const openDialogOptions = z.object({
  title,
  filters,
  many: z.boolean().optional(),
}) satisfies z.ZodType<OpenDialogOptions>;

export const saveDialogOptions = z.object({
  title,
  defaultName: z
    .string()
    .max(200)
    .regex(/^[^/\\]*$/)
    .optional(),
  filters,
}) satisfies z.ZodType<SaveDialogOptions>;
