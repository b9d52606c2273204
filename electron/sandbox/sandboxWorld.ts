// Everything that one sandbox holds, for its two entrances: the HTTP server (createSandbox.ts) and the control
// (control.ts). Time is the injected clock plus what the control has advanced it by.
import { FaultRunner, type FaultPlan } from './faultPlan.ts';
import type { WireAnswer } from './faultAnswers.ts';
import { RequestLog } from './requestLog.ts';
import type { RateLimit, VendorName } from './sandboxTypes.ts';
import { TenantRegistry } from './tenantRegistry.ts';

export interface SandboxWorld {
  readonly registry: TenantRegistry;
  readonly requests: RequestLog;
  readonly random: () => number;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Runs what the request of this number in the log does. */
  readonly asRequest: <T>(seq: number, run: () => T) => T;
  /** The plans of single tenants, and the server's plan under ''. */
  readonly faults: Map<string, FaultRunner>;
  /** The last answer that each tenant got. */
  readonly previous: Map<string, WireAnswer>;
  baseUrl: (vendor: VendorName) => string;
}

export interface WorldOptions {
  readonly clock: () => number;
  readonly random: () => number;
  readonly faults: FaultPlan | undefined;
  readonly rateLimits: Partial<Record<VendorName, RateLimit | null>>;
  readonly logLimit: number;
}

export const SERVER_PLAN = '';

/** An empty world. Times are epoch ms. */
export function createWorld(options: WorldOptions): SandboxWorld {
  let ahead = 0;
  let request: number | null = null;
  const requests = new RequestLog(options.logLimit);
  const faults = new Map<string, FaultRunner>();
  if (options.faults) faults.set(SERVER_PLAN, new FaultRunner(options.faults));
  return {
    registry: new TenantRegistry(options.rateLimits, () =>
      request === null ? { by: 'control', seq: requests.lastSeq } : { by: 'request', seq: request },
    ),
    requests,
    random: options.random,
    now: () => options.clock() + ahead,
    advance: (ms) => {
      ahead += ms;
    },
    asRequest(seq, run) {
      request = seq;
      try {
        return run();
      } finally {
        request = null;
      }
    },
    faults,
    previous: new Map(),
    baseUrl: (vendor) => `/${vendor}`,
  };
}
