/**
 * The contract's implementer. Every area builds its handlers from this one, so that all see the same context and
 * guards.
 */
import { implement, ORPCError } from '@orpc/server';
import { type ContractMeta, errorStatus, namesPath } from '../../../shared/contract/common.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { Refused, type Refusal, refuse } from '../answer.ts';
import { databaseName } from '../db/openDatabase.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { JobFailure } from './jobs.ts';
import { rpcWords as say } from '../../../shared/words/core/desk.ts';

/** What a handler knows about its caller. */
export type CallContext = {
  /** The host through which the call came in; only some may name paths on this machine. */
  readonly host: 'electron' | 'web' | 'cli';
};

/**
 * Refuses before the input is looked at: a page in a browser may not name a file of this machine, neither to read nor
 * to write. The desktop's page names what a person chose, which its host turns into paths (hosts/chosenFiles.ts).
 */
function guardPaths({ host }: CallContext, meta: ContractMeta, input: unknown): void {
  if (host === 'web' && namesPath(meta, input))
    throw new Refused(refuse(say.thePageCannotName(meta.path?.instead ?? '')));
}

/**
 * Turns an error into what crosses to the caller. A refusal and a failure of the outside become errors of the contract
 * with their sentence. A full or damaged disk is no bug either: the person reads what happened.
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

/** Yields the values of a handler's stream; its errors cross like those of a single answer. */
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
