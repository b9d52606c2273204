// What the page and its preload may pass to the main process, checked where it arrives. It is not in shared/contract, because the
// preload imports that, and a sandboxed preload should load no library.
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { SaveDialogOptions } from '../../shared/contract/desktopBridge.ts';

const title = z.string().max(200).optional();
const extension = z.string().regex(/^(\*|[A-Za-z0-9]{1,10})$/);
const filters = z
  .array(z.object({ name: z.string().max(100), extensions: z.array(extension).max(50) }))
  .max(20)
  .optional();

/** The path of a file that was dropped or chosen. */
export const chosenPath = z.string().min(1).max(32_768).refine(isAbsolute);

export const saveDialogOptions = z.object({
  title,
  defaultName: z
    .string()
    .max(200)
    .regex(/^[^/\\]*$/)
    .optional(),
  filters,
}) satisfies z.ZodType<SaveDialogOptions>;
