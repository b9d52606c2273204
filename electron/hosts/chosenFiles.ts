/**
 * The files that a person has chosen in the desktop window, by drop or by dialog. The page gets a handle for each, which
 * stands for the path once; a path of its own is refused, so that whatever runs in the page reaches no other file of this
 * machine.
 */
import { randomBytes } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import { type ContractMeta, errorStatus } from '../../shared/contract/common.ts';
import { chosenFilesWords as say } from '../../shared/words/hosts.ts';

export type ChosenFiles = {
  /** A handle for a path; it is good for one call. */
  readonly grant: (path: string) => string;
  /**
   * The input of a call with the paths that its handles stand for.
   * @throws ORPCError (BAD_INPUT) for anything else that stands where a path should
   */
  readonly resolve: (meta: ContractMeta, input: unknown) => unknown;
};

/** Of more files than this that were chosen and not used, the oldest are forgotten. */
const mostWaiting = 1000;

/** The chosen files of one desktop. */
export function createChosenFiles(): ChosenFiles {
  const paths = new Map<string, string>();
  return {
    grant(path) {
      const [oldest] = paths.keys();
      if (paths.size >= mostWaiting && oldest !== undefined) paths.delete(oldest);
      const handle = `chosen:${randomBytes(32).toString('base64url')}`;
      paths.set(handle, path);
      return handle;
    },
    resolve(meta, input) {
      if (meta.path === undefined) return input;
      const { swap, instead } = meta.path;
      return swap(input, (named) => {
        const path = typeof named === 'string' ? paths.get(named) : undefined;
        if (path === undefined) throw refused(say.thePageCanOnlyName(instead));
        paths.delete(String(named));
        return path;
      });
    },
  };
}

const refused = (message: string) =>
  new ORPCError('BAD_INPUT', { defined: true, status: errorStatus.BAD_INPUT, message });
