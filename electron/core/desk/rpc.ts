/** The contract's implementer: every area builds its handlers from this one, so that all see the same context and guards. */
import { implement, ORPCError } from '@orpc/server';
import { type ContractMeta, errorStatus } from '../../../shared/contract/common.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { Refused, type Refusal, refuse } from '../answer.ts';
import { databaseName } from '../db/openDatabase.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { JobFailure } from './jobs.ts';

/** What a handler knows about who calls. */
export type CallContext = {
  /** The host that the call came in through; only some may name paths on this machine. */
  readonly host: 'electron' | 'web' | 'cli';
};

/** Refused before the input is looked at: a page in a browser may not name a file of this machine, to read or to write. */
function guardPaths(context: CallContext, { path }: ContractMeta, input: unknown): void {
  if (context.host === 'web' && path?.isNamed(input) === true)
    throw new Refused(refuse(`The page cannot name a path. ${path.instead}`));
}

/**
 * What crosses to the caller for an error: a refusal and a failure of the outside are errors of the contract with their
 * sentence. A full or damaged disk is no bug either: whatever was asked, the person reads what happened to it.
 */
function toContractError(error: unknown): unknown {
  if (error instanceof Refused) return toOrpcError(error.refusal, error);
  const problem = error instanceof JobFailure ? error : toStorageProblem(error, databaseName);
  if (problem === undefined) return error;
  return toOrpcError({ ok: false, code: 'FAILED', message: problem.message }, error);
}

function toOrpcError({ code, message, field, confirm }: Refusal, cause: unknown) {
  const data = field !== undefined ? { field } : confirm !== undefined ? { confirm } : undefined;
  return new ORPCError(code, { status: errorStatus[code], message, data, cause });
}

/** The values of a stream that a handler answers with, whose errors cross like those of a single answer. */
async function* withContractErrors(values: AsyncIterable<unknown>): AsyncGenerator {
  try {
    yield* values;
  } catch (error) {
    throw toContractError(error);
  }
}

function isStream(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

export const os = implement(contract)
  .$context<CallContext>()
  .use(async ({ context, procedure, next }, input) => {
    try {
      guardPaths(context, procedure['~orpc'].meta, input);
      const result = await next();
      return isStream(result.output) ? { ...result, output: withContractErrors(result.output) } : result;
    } catch (error) {
      throw toContractError(error);
    }
  });
