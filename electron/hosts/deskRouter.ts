/** The type of the one router that every host serves. */
import type { Router } from '@orpc/server';
import type { CallContext } from '../core/desk/rpc.ts';
import type { contract } from '../../shared/contract/contract.ts';

export type DeskRouter = Router<typeof contract, CallContext>;
