// The control: what a test, or a person at the vendor's dashboard, does to the sandbox behind the API's back. One
// function for each entry of controlInputs.ts; createSandbox.ts serves the same functions as POST /_control/NAME.
import type { z } from 'zod';
import { controlInputs, type ControlInputs, type ControlName } from './controlInputs.ts';
import { viewOf } from './faultAnswers.ts';
import { FaultRunner } from './faultPlan.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { SandboxRecord } from './sandboxRecord.ts';
import type { ApiKey, RateLimit, SandboxAgent, Tenant, TenantSettings, VendorName } from './sandboxTypes.ts';
import { SERVER_PLAN, type SandboxWorld } from './sandboxWorld.ts';
import { findVendor } from './sandboxVendors.ts';
import { ALL_SCOPES } from './tenantRegistry.ts';
import { toVendorContext } from './vendorService.ts';

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
  addAgent: SandboxAgent;
  changeAgent: SandboxAgent;
  removeAgent: null;
  addCallReferences: null;
  orphanBatch: null;
  addRecords: { ids: string[] };
  changeRecord: SandboxRecord;
  expireRecord: SandboxRecord;
  removeRecords: { removed: number };
  records: SandboxRecord[];
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

type Handlers = { readonly [K in ControlName]: (input: z.output<ControlInputs[K]>) => ControlResults[K] };

function call<S extends z.ZodType, R>(schema: S, run: (input: z.output<S>) => R): (input?: unknown) => R {
  return (input = {}) => run(schema.parse(input));
}

/**
 * The control of a world, each call checking its input. Every call throws where its input does not fit or names nothing.
 */
export function createControl(world: SandboxWorld): ControlCalls {
  const handlers = createHandlers(world);
  return {
    createTenant: call(controlInputs.createTenant, handlers.createTenant),
    removeTenant: call(controlInputs.removeTenant, handlers.removeTenant),
    tenant: call(controlInputs.tenant, handlers.tenant),
    tenants: call(controlInputs.tenants, handlers.tenants),
    changeSettings: call(controlInputs.changeSettings, handlers.changeSettings),
    setRateLimit: call(controlInputs.setRateLimit, handlers.setRateLimit),
    addToken: call(controlInputs.addToken, handlers.addToken),
    revokeToken: call(controlInputs.revokeToken, handlers.revokeToken),
    restoreToken: call(controlInputs.restoreToken, handlers.restoreToken),
    addAgent: call(controlInputs.addAgent, handlers.addAgent),
    changeAgent: call(controlInputs.changeAgent, handlers.changeAgent),
    removeAgent: call(controlInputs.removeAgent, handlers.removeAgent),
    addCallReferences: call(controlInputs.addCallReferences, handlers.addCallReferences),
    orphanBatch: call(controlInputs.orphanBatch, handlers.orphanBatch),
    addRecords: call(controlInputs.addRecords, handlers.addRecords),
    changeRecord: call(controlInputs.changeRecord, handlers.changeRecord),
    expireRecord: call(controlInputs.expireRecord, handlers.expireRecord),
    removeRecords: call(controlInputs.removeRecords, handlers.removeRecords),
    records: call(controlInputs.records, handlers.records),
    setFaults: call(controlInputs.setFaults, handlers.setFaults),
    requests: call(controlInputs.requests, handlers.requests),
    countWrites: call(controlInputs.countWrites, handlers.countWrites),
    lastSeq: call(controlInputs.lastSeq, handlers.lastSeq),
    advanceClock: call(controlInputs.advanceClock, handlers.advanceClock),
    reset: call(controlInputs.reset, handlers.reset),
  };
}

function createHandlers(world: SandboxWorld): Handlers {
  const { registry, requests, faults } = world;
  const context = () => toVendorContext(registry, world.now(), world.random, viewOf(undefined, 0));

  const modelOf = ({ vendor }: Tenant) => findVendor(vendor).model;

  const view = (tenant: Tenant): TenantView => ({
    id: tenant.id,
    vendor: tenant.vendor,
    baseUrl: world.baseUrl(tenant.vendor),
    token: tenant.keys.keys().next().value ?? '',
    keys: [...tenant.keys.values()],
    organisation: tenant.organisation,
    agents: [...tenant.agents.values()],
    settings: tenant.settings,
    rateLimit: tenant.rateLimit,
    emails: tenant.emails,
    recordCount: tenant.records.size,
    version: tenant.records.version,
  });

  const addAgent: Handlers['addAgent'] = ({ tenant: id, ...spec }) => {
    const tenant = registry.get(id);
    const agentId = spec.id ?? modelOf(tenant).newAgentId(context());
    const agent = { id: agentId, name: spec.name, active: spec.active, deleted: false, createdAt: world.now() };
    tenant.agents.set(agentId, agent);
    return agent;
  };

  const changeAgent = (tenantId: string, id: string, change: Partial<SandboxAgent>): SandboxAgent => {
    const tenant = registry.get(tenantId);
    const agent = tenant.agents.get(id);
    if (!agent) throw new Error(`${tenantId} has no agent ${id}`);
    const changed = { ...agent, ...change };
    tenant.agents.set(id, changed);
    return changed;
  };

  const addToken: Handlers['addToken'] = ({ tenant: id, token, scopes = ALL_SCOPES }) => {
    const tenant = registry.get(id);
    const text = token ?? modelOf(tenant).newToken(context());
    registry.setKey(tenant, { token: text, scopes, revoked: false });
    return { token: text };
  };

  const setRevoked = (id: string, token: string | undefined, revoked: boolean): null => {
    const tenant = registry.get(id);
    for (const key of tenant.keys.values()) {
      if (token === undefined || token === key.token) registry.setKey(tenant, { ...key, revoked });
    }
    return null;
  };

  const addCallReferences: Handlers['addCallReferences'] = ({ tenant: id, callReferences }) => {
    const tenant = registry.get(id);
    for (const { batchId, requestUUID } of callReferences) {
      tenant.batches.add(batchId);
      tenant.calls.add(`${batchId}/${requestUUID}`);
    }
    return null;
  };

  const select = ({ tenant: id, ...by }: z.output<ControlInputs['records']>): SandboxRecord[] =>
    registry
      .get(id)
      .records.all()
      .filter(
        (record) =>
          (by.id === undefined || record.id === by.id) &&
          (by.number === undefined || record.number === by.number) &&
          (by.agent === undefined || record.agents.includes(by.agent)),
      );

  const changeRecord = (by: z.output<ControlInputs['records']>, change: Partial<SandboxRecord>): SandboxRecord => {
    const record = by.id === undefined ? select(by)[0] : registry.get(by.tenant).records.get(by.id);
    if (!record) throw new Error(`${by.tenant} holds no record ${by.id ?? by.number ?? ''}`);
    const changed = { ...record, ...change, updatedAt: world.now() };
    registry.get(by.tenant).records.change(changed);
    return changed;
  };

  return {
    createTenant(input) {
      const tenant = registry.create(input.vendor, input.id, input.settings, context());
      if (input.rateLimit !== undefined) tenant.rateLimit = input.rateLimit;
      addToken({ tenant: tenant.id, token: input.token, scopes: input.scopes });
      for (const agent of input.agents) addAgent({ tenant: tenant.id, ...agent });
      addCallReferences({ tenant: tenant.id, callReferences: input.callReferences });
      return view(tenant);
    },
    removeTenant({ tenant }) {
      registry.remove(tenant);
      requests.forget(tenant);
      faults.delete(tenant);
      world.previous.delete(tenant);
      return null;
    },
    tenant: ({ tenant }) => view(registry.get(tenant)),
    tenants: () => registry.all().map(view),
    changeSettings({ tenant: id, settings }) {
      const tenant = registry.get(id);
      tenant.settings = { ...tenant.settings, ...settings };
      return view(tenant);
    },
    setRateLimit({ tenant: id, rateLimit }) {
      const tenant = registry.get(id);
      tenant.rateLimit = rateLimit;
      tenant.windows.clear();
      return view(tenant);
    },
    addToken,
    revokeToken: ({ tenant, token }) => setRevoked(tenant, token, true),
    restoreToken: ({ tenant, token }) => setRevoked(tenant, token, false),
    addAgent,
    changeAgent: ({ tenant, agent, ...change }) =>
      changeAgent(tenant, agent, {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.active === undefined ? {} : { active: change.active }),
      }),
    removeAgent({ tenant: id, agent }) {
      changeAgent(id, agent, { active: false, deleted: true });
      const tenant = registry.get(id);
      if (modelOf(tenant).agents === 'one')
        for (const record of select({ tenant: id, agent })) tenant.records.remove(record.id);
      return null;
    },
    addCallReferences,
    orphanBatch({ tenant, batchId }) {
      registry.get(tenant).orphanBatches.add(batchId);
      return null;
    },
    addRecords({ tenant: id, records, skipExisting }) {
      const tenant = registry.get(id);
      const model = modelOf(tenant);
      const surroundings = context();
      const ids: string[] = [];
      for (const spec of records) {
        const isOfOneAgent = model.agents === 'one';
        if (isOfOneAgent && spec.agents.length === 0) throw new Error(`a record of ${id} needs an agent`);
        const unknown = spec.agents.find((agent) => !tenant.agents.has(agent));
        if (unknown !== undefined) throw new Error(`${id} has no agent ${unknown}`);
        for (const agents of isOfOneAgent ? spec.agents.map((agent) => [agent]) : [spec.agents]) {
          const { createdAt = surroundings.now, ...fields } = spec;
          if (model.repeatedAdd !== 'undocumented' && tenant.records.findByKey(model.keyOf({ ...fields, agents }))) {
            if (skipExisting) continue;
            throw new Error(`${id} already holds a record of this number`);
          }
          const recordId = model.newRecordId(tenant, surroundings);
          tenant.records.add({ ...fields, agents, id: recordId, createdAt, updatedAt: createdAt });
          ids.push(recordId);
        }
      }
      return { ids };
    },
    changeRecord({ tenant, id, number, agent, ...change }) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return changeRecord({ tenant, id, number, agent }, given);
    },
    expireRecord: (by) => changeRecord(by, { expiresAt: world.now() - 1000 }),
    removeRecords(by) {
      const { records } = registry.get(by.tenant);
      const chosen = select(by);
      for (const { id } of chosen) records.remove(id);
      return { removed: chosen.length };
    },
    records: select,
    setFaults({ tenant = SERVER_PLAN, plan }) {
      if (plan) faults.set(tenant, new FaultRunner(plan));
      else faults.delete(tenant);
      return null;
    },
    requests: (filter) => requests.read(filter),
    countWrites(filter) {
      const writes = requests.read(filter).filter((line) => line.isWrite);
      return { writes: writes.length, changed: writes.filter((line) => line.changed).length };
    },
    lastSeq: () => ({ seq: requests.lastSeq }),
    advanceClock({ ms }) {
      world.advance(ms);
      return { now: world.now() };
    },
    reset() {
      for (const tenant of registry.all()) registry.remove(tenant.id);
      requests.forget();
      faults.clear();
      world.previous.clear();
      return null;
    },
  };
}
