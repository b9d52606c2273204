/** The company's written do-not-call policy: its text with its versions, who confirmed it when, and its paper. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, instantOut, pathUnder } from './common.ts';

const version = z.number().int().positive();
const act = z.object({ at: instantOut, by: z.string() });

export const policyState = z.object({
  /** The newest text; null: none was ever saved. */
  text: z.string().nullable(),
  version: version.nullable(),
  /**
   * `unsaved`: there is none. `unconfirmed`: nobody has confirmed this version. `old`: it was confirmed more than a year ago.
   */
  standing: z.enum(['unsaved', 'unconfirmed', 'old', 'confirmed']),
  /** The same in a sentence. */
  sentence: z.string(),
  /** A text to begin with, by the rules that the desk knows and by its settings. */
  usual: z.string(),
  /** Newest first. */
  versions: z.array(z.object({ version, saved: act, confirmed: z.array(act) })),
});

export const policyPart = z.enum(['pdf', 'text']);

export const policy = {
  state: base.output(policyState),
  /** Saves a text as a version of its own. `basedOn`: the version that was edited; NEEDS_PERSON where it is not the newest. */
  save: base
    .input(
      z.object({
        text: z.string().trim().min(1, 'The policy is empty.').max(50_000, 'The policy is longer than 50,000 letters.'),
        basedOn: version.nullable(),
      }),
    )
    .output(policyState),
  /** Confirms the newest version, by whoever is at the desk. NEEDS_PERSON where it is not the newest. */
  confirm: base.input(z.object({ version })).output(policyState),
  /** The newest version with who confirmed it, or an older one, as base64 pieces. */
  download: base.input(z.object({ part: policyPart, version: version.optional() })).output(eventIterator(z.string())),
  /** Writes it to a path (desktop and CLI). `replace`: what is there already may be replaced. */
  export: base
    .meta(pathUnder('path', 'Download the policy instead.'))
    .input(
      z.object({
        part: policyPart,
        version: version.optional(),
        path: z.string(),
        replace: z.boolean().default(false),
      }),
    )
    .output(z.object({ path: z.string() })),
};

export type PolicyState = z.output<typeof policyState>;
export type PolicyPart = z.output<typeof policyPart>;
