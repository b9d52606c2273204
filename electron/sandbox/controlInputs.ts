// What each control call takes. The same schemas guard the calls made in process and the JSON that arrives over HTTP,
// so that a misspelt field is refused in both instead of being overlooked.
import { z } from 'zod';
import { faultPlan } from './faultPlan.ts';
import { vendorNames } from './sandboxVendors.ts';
import { temperament } from './temperament.ts';

const tenant = z.string();
const time = z.union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

const agent = z.strictObject({ id: z.string().optional(), name: z.string(), active: z.boolean().default(true) });
const callReference = z.strictObject({ batchId: z.string(), requestUUID: z.string() });
const rateLimit = z.strictObject({ limit: z.int().min(0), windowMs: z.int().min(1) }).nullable();

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number is E.164 with its plus');

const settings = z
  .strictObject({
    pageShape: z.enum(['items', 'data', 'bare']),
    saysHasMore: z.boolean(),
    order: z.enum(['newestFirst', 'oldestFirst']),
    maxPageSize: z.int().min(1),
    maxBulk: z.int().min(1),
    onDuplicate: z.enum(['create', 'refuse', 'return']),
    onAbsentRemove: z.enum(['notFound', 'ok']),
    errorShape: z.enum(['error', 'errors']),
    deletedAgents: z.enum(['kept', 'dropped']),
    hiddenAgents: z.int().min(0),
    region: z.string(),
    keptAs: z.record(e164, e164),
    ...temperament.shape,
  })
  .partial();

const recordSpec = z.strictObject({
  number: e164,
  /** How the record writes the number, where that is not the vendor's own way. */
  writtenAs: z.string().nullable().default(null),
  /** Agent ids. OSVI: at least one, and one record is made per agent. */
  agents: z.array(z.string()).default([]),
  userId: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
  /** Weya's `type`. */
  label: z.string().nullable().default(null),
  expiresAt: time.nullable().default(null),
  source: z.enum(['manual', 'api', 'auto']).default('manual'),
  batchId: z.string().nullable().default(null),
  requestUUID: z.string().nullable().default(null),
  createdAt: time.optional(),
});

/** Which records: by id, or by number and perhaps agent. */
const selector = { tenant, id: z.string().optional(), number: z.string().optional(), agent: z.string().optional() };

const requestFilter = z.strictObject({ tenant: tenant.optional(), sinceSeq: z.int().optional() });

export const controlInputs = {
  createTenant: z.strictObject({
    vendor: z.enum(vendorNames),
    id: z.string().optional(),
    token: z.string().optional(),
    /** Yappr's scopes of the first key; all of them by default. */
    scopes: z.array(z.string()).optional(),
    agents: z.array(agent).default([]),
    callReferences: z.array(callReference).default([]),
    rateLimit: rateLimit.optional(),
    settings: settings.default({}),
  }),
  removeTenant: z.strictObject({ tenant }),
  tenant: z.strictObject({ tenant }),
  tenants: z.strictObject({}),
  changeSettings: z.strictObject({ tenant, settings }),
  setRateLimit: z.strictObject({ tenant, rateLimit }),
  addToken: z.strictObject({ tenant, token: z.string().optional(), scopes: z.array(z.string()).optional() }),
  /** Without a token: every key of the tenant. */
  revokeToken: z.strictObject({ tenant, token: z.string().optional() }),
  restoreToken: z.strictObject({ tenant, token: z.string().optional() }),
  /** The key (the first one, unless named) opens another organisation of the same vendor from now on. */
  moveToken: z.strictObject({ tenant, token: z.string().optional(), to: tenant }),
  addAgent: z.strictObject({ tenant, ...agent.shape }),
  changeAgent: z.strictObject({
    tenant,
    agent: z.string(),
    name: z.string().optional(),
    active: z.boolean().optional(),
  }),
  /** OSVI: the agent's list goes with it. */
  removeAgent: z.strictObject({ tenant, agent: z.string() }),
  /** The agent is deleted and made again under its name, with a new id. */
  replaceAgent: z.strictObject({ tenant, agent: z.string(), id: z.string().optional() }),
  addCallReferences: z.strictObject({ tenant, callReferences: z.array(callReference) }),
  /** Weya: the user of this batch is gone, an add for it answers 404. */
  orphanBatch: z.strictObject({ tenant, batchId: z.string() }),
  addRecords: z.strictObject({
    tenant,
    records: z.array(recordSpec),
    /** What is on the list already is left alone. */
    skipExisting: z.boolean().default(false),
    /** A second record of a number stands beside the first. */
    beside: z.boolean().default(false),
  }),
  changeRecord: z.strictObject({
    ...selector,
    reason: z.string().nullable().optional(),
    label: z.string().nullable().optional(),
    expiresAt: time.nullable().optional(),
    agents: z.array(z.string()).optional(),
  }),
  expireRecord: z.strictObject(selector),
  removeRecords: z.strictObject(selector),
  records: z.strictObject(selector),
  /** What happened to the records, by whom: at least the latest thousand changes. */
  changes: z.strictObject({ tenant }),
  /** Without a tenant: for every request of the server. A tenant's own plan comes first. */
  setFaults: z.strictObject({ tenant: tenant.optional(), plan: faultPlan.nullable() }),
  requests: requestFilter,
  countWrites: requestFilter,
  lastSeq: z.strictObject({}),
  advanceClock: z.strictObject({ ms: z.int() }),
  /** Back to an empty server: no tenants, no faults, no log. `lastSeq` goes on counting. */
  reset: z.strictObject({}),
} as const;

export type ControlInputs = typeof controlInputs;
export type ControlName = keyof ControlInputs;

/** Whether the control has a call of this name. */
export function isControlName(name: string): name is ControlName {
  return Object.hasOwn(controlInputs, name);
}
