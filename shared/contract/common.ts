/**
 * Schemas and errors that every area of the contract uses. A number crosses as E.164 text and a time as an ISO instant.
 * What a person gives may also be a day or a time of the desk, which the core reads in the desk's zone. An expected
 * error is one of `commonErrors`, with a message in the supervisor's words; any other error crosses as an opaque
 * "internal" error.
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { detailsGiven } from './details.ts';
import { instantOut, moment } from './moments.ts';

export { instantOut, moment } from './moments.ts';
export { e164, givenName, region } from './texts.ts';

const place = z.union([z.literal('everywhere'), z.number().int().positive()]);
/** Targets inside the place for which the hold does not block: of everywhere any, of a whole account its agents. */
const except = z.array(z.number().int().positive());
export const hold = z.object({ place, until: moment.nullable(), except: except.optional() });
export const scope = z.array(hold).min(1, 'An entry needs at least one place where it holds.');

/** A hold as it is kept. */
export const holdOut = z.object({ place, until: instantOut.nullable(), except: except.readonly().optional() });

/** A hold as it is shown, with its name: the place and what is excepted, as in "everywhere except Yappr". */
export const namedHold = holdOut.extend({ name: z.string(), inForce: z.boolean() });

export const statementPatch = z.object({
  holds: scope.optional(),
  ...detailsGiven,
});

/** How the outcome of a command that changed the list is told and undone. */
export const written = z.object({
  /** The batch to give to `batches.undo`; null when nothing changed. */
  batch: z.number().int().nullable(),
  changed: z.number().int(),
});

/** The HTTP status of each expected error. */
export const errorStatus = { BAD_INPUT: 422, NOT_FOUND: 404, NEEDS_PERSON: 409, FAILED: 502, LOCKED: 423 } as const;

/** Errors that a supervisor can do something about. The message is the whole sentence to show. */
const commonErrors = {
  /** The input cannot be used as it is. */
  BAD_INPUT: { status: errorStatus.BAD_INPUT, data: z.object({ field: z.string().optional() }).optional() },
  NOT_FOUND: { status: errorStatus.NOT_FOUND },
  /** Would do harm or cannot be undone: a person has to say so explicitly, or decide something first. */
  NEEDS_PERSON: { status: errorStatus.NEEDS_PERSON, data: z.object({ confirm: z.string().optional() }).optional() },
  /** Something outside failed: a vendor, a disk, a keychain. */
  FAILED: { status: errorStatus.FAILED },
  /** The screen is locked: a page is answered when somebody has given the PIN. */
  LOCKED: { status: errorStatus.LOCKED },
} as const;

/** What is known of a procedure besides its schemas. */
export type ContractMeta = {
  /** The input may name paths on the desk's machine, which hosts that serve a page refuse. */
  readonly path?: {
    /**
     * The input with each path in it replaced by what `swap` answers for it; unchanged where it names none. The input is
     * unchecked, as it came in.
     */
    readonly swap: (input: unknown, swap: (path: unknown) => unknown) => unknown;
    /** What to do instead, as a sentence. */
    readonly instead: string;
  };
};

const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null;

/** Whether an input names a path, unchecked as it came in. */
export function namesPath({ path }: ContractMeta, input: unknown): boolean {
  let named = false;
  path?.swap(input, (found) => {
    named = true;
    return found;
  });
  return named;
}

/** For a procedure whose input says under `from` where a file is. */
export const fromPath: ContractMeta = {
  path: {
    swap(input, swap) {
      if (!isObject(input) || !isObject(input['from']) || input['from']['kind'] !== 'path') return input;
      return { ...input, from: { ...input['from'], path: swap(input['from']['path']) } };
    },
    instead: 'Drop the file on the window instead.',
  },
};

/** For a procedure whose input names a path, or several, under a key. `instead`: what a page does, as a sentence. */
export const pathUnder = (key: string, instead: string): ContractMeta => ({
  path: {
    swap(input, swap) {
      if (!isObject(input) || input[key] === undefined) return input;
      const named = input[key];
      const swapped = isObject(named)
        ? Object.fromEntries(Object.entries(named).map(([name, path]) => [name, swap(path)]))
        : swap(named);
      return { ...input, [key]: swapped };
    },
    instead,
  },
});

/** As `pathUnder`, for a procedure whose input may name a path under each of some keys; null names none. */
export const pathsUnder = (keys: readonly string[], instead: string): ContractMeta => ({
  path: {
    swap: (input, swap) =>
      keys.reduce(
        (given, key) =>
          isObject(given) && given[key] === null ? given : pathUnder(key, instead).path?.swap(given, swap),
        input,
      ),
    instead,
  },
});

/** The base of every procedure. */
export const base = oc.$meta<ContractMeta>({}).errors(commonErrors);
