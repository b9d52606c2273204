/** Registries over the wire: what they say of a number, which versions are loaded, and the loading of their files. */
import { z } from 'zod';
import { isRegistryList, type RegistryList } from '../domain/registry.ts';

const registryList = z.custom<RegistryList>((text) => typeof text === 'string' && isRegistryList(text));

/**
 * What the registries say of one number. `listed` blocks; `clear` is no obstacle; the others say that nobody knows:
 * a version that is too old, an area that is not loaded, a file that cannot be read.
 */
export const registryAnswer = z.object({
  state: z.enum(['listed', 'clear', 'stale', 'notCovered', 'damaged']),
  list: registryList,
  /** The day of the version that answered, `2026-11-01`; null where none did. */
  version: z.string().nullable(),
  sentence: z.string(),
});

export type RegistryAnswer = z.output<typeof registryAnswer>;
