/** The agents of an account as they come, for every vendor that lists them. */
import type { ZodType } from 'zod';
import type { RemoteTarget } from '../../../shared/domain/vendor/remote.ts';
import { mostTargets } from '../../../shared/domain/vendor/targetPlan.ts';
import type { VendorResult } from './adapter.ts';
import type { CallRecords } from './caller.ts';
import { toFailure } from './failure.ts';
import { pathOfIssue } from '../json/schemaPath.ts';
import { targetListWords as say } from '../../../shared/words/core/vendors.ts';

export type TargetList = {
  readonly take: CallRecords['take'];
  /** How many different agents came so far. */
  readonly count: () => number;
  /** The agents in the vendor's order, each once; a failure where one could not be read, or where there are too many. */
  readonly settle: (status: number) => VendorResult<readonly RemoteTarget[]>;
};

/** Collects the agents of one account, on as many pages as there are. */
export function collectTargets<T>(vendor: string, schema: ZodType<T>, toTarget: (wire: T) => RemoteTarget): TargetList {
  const targets = new Map<string, RemoteTarget>();
  let problem: string | null = null;
  let isTooLong = false;
  return {
    take({ value }) {
      const agent = schema.safeParse(value);
      if (!agent.success) {
        problem ??= say.listsAnAgentInA(vendor, pathOfIssue(agent.error));
        return;
      }
      const target = toTarget(agent.data);
      if (targets.size < mostTargets || targets.has(target.remoteId)) targets.set(target.remoteId, target);
      else if (!isTooLong) {
        isTooLong = true;
        problem = say.listsMoreThanAgents(vendor, mostTargets);
      }
    },
    count: () => targets.size,
    settle: (status) =>
      problem === null
        ? { ok: true, value: [...targets.values()], status }
        : toFailure(isTooLong ? 'unsupported' : 'retry', problem, { status }),
  };
}
