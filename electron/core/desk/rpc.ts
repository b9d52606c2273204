/** The contract's implementer: every area builds its handlers from this one, so that all see the same context. */
import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { databaseName } from '../db/openDatabase.ts';
import { toStorageProblem } from '../db/storageProblem.ts';

/** What a handler knows about who calls. */
export type CallContext = {
  /** The host that the call came in through; only some may name paths on this machine. */
  readonly host: 'electron' | 'web' | 'cli';
};

/** A full or damaged disk is no bug: whatever was asked, the person reads what happened to it. */
export const os = implement(contract)
  .$context<CallContext>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      const problem = toStorageProblem(error, databaseName);
      if (problem === undefined) throw error;
      throw new ORPCError('FAILED', { status: 502, message: problem.message, cause: error });
    }
  });
