// What the control can be asked and what it answers: one entry for each of controlInputs.ts.
import type { z } from 'zod';
import type { ControlInputs, ControlName } from './controlInputs.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { RecordChange } from './recordTable.ts';
import type { SandboxRecord } from './sandboxRecord.ts';
import type { ApiKey, RateLimit, SandboxAgent, TenantSettings, VendorName } from './sandboxTypes.ts';

/** A tenant as the control shows it. */
export interface TenantView {
  readonly id: string;
  readonly vendor: VendorName;
  readonly baseUrl: string;
  /** The first key's token. */
  readonly token: string;
  readonly keys: readonly ApiKey[];
  readonly organisation: string;
  readonly agents: readonly SandboxAgent[];
  readonly settings: TenantSettings;
  readonly rateLimit: RateLimit | null;
  readonly emails: number;
  readonly recordCount: number;
  /** Grows with every change of the records. */
  readonly version: number;
}

interface ControlResults {
  createTenant: TenantView;
  removeTenant: null;
  tenant: TenantView;
  tenants: TenantView[];
  changeSettings: TenantView;
  setRateLimit: TenantView;
  addToken: { token: string };
  revokeToken: null;
  restoreToken: null;
  moveToken: null;
  addAgent: SandboxAgent;
  changeAgent: SandboxAgent;
  removeAgent: null;
  replaceAgent: SandboxAgent;
  addCallReferences: null;
  orphanBatch: null;
  addRecords: { ids: string[] };
  changeRecord: SandboxRecord;
  expireRecord: SandboxRecord;
  removeRecords: { removed: number };
  records: SandboxRecord[];
  changes: RecordChange[];
  setFaults: null;
  requests: LoggedRequest[];
  countWrites: { writes: number; changed: number };
  lastSeq: { seq: number };
  advanceClock: { now: number };
  reset: null;
}

type Arguments<T> = T extends Record<string, never> ? [input?: T] : object extends T ? [input?: T] : [input: T];

/** Every call throws where its input does not fit or names nothing: a test that asks so is wrong. */
export type SandboxControl = {
  readonly [K in ControlName]: (...input: Arguments<z.input<ControlInputs[K]>>) => ControlResults[K];
};

/** The same calls as JSON reaches them: each one checks its input, so anything may be handed in. */
export type ControlCalls = { readonly [K in ControlName]: (input?: unknown) => ControlResults[K] };

export type Handlers = { readonly [K in ControlName]: (input: z.output<ControlInputs[K]>) => ControlResults[K] };
