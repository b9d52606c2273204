/** The contract's implementer: every area builds its handlers from this one, so that all see the same context. */
import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';

/** What a handler knows about who calls. */
export type CallContext = {
  /** The host that the call came in through; only some may name paths on this machine. */
  readonly host: 'electron' | 'web' | 'cli';
};

export const os = implement(contract).$context<CallContext>();
