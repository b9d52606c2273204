// What the control does to tenants: their settings, tokens, agents and calls.
import { viewOf } from './faultAnswers.ts';
import type { Handlers, TenantView } from './controlTypes.ts';
import { findVendor } from './sandboxVendors.ts';
import type { SandboxAgent, Tenant, VendorContext } from './sandboxTypes.ts';
import type { SandboxWorld } from './sandboxWorld.ts';
import { ALL_SCOPES } from './tenantRegistry.ts';
import { toVendorContext } from './vendorService.ts';

/** The surroundings in which a vendor's model makes ids and tokens, without any fault. */
export function quietContext({ registry, now, random }: SandboxWorld): VendorContext {
  return toVendorContext(registry, now(), random, viewOf(undefined, 0));
}

/** What the vendor of a tenant is like. */
export function modelOf({ vendor }: Tenant) {
  return findVendor(vendor).model;
}

/** Changes an agent of a tenant. @throws where the tenant has no such agent */
export function changeAgent(
  { registry }: SandboxWorld,
  tenantId: string,
  id: string,
  change: Partial<SandboxAgent>,
): SandboxAgent {
  const tenant = registry.get(tenantId);
  const agent = tenant.agents.get(id);
  if (!agent) throw new Error(`${tenantId} has no agent ${id}`);
  const changed = { ...agent, ...change };
  tenant.agents.set(id, changed);
  return changed;
}

type TenantCall =
  | 'createTenant'
  | 'removeTenant'
  | 'tenant'
  | 'tenants'
  | 'changeSettings'
  | 'setRateLimit'
  | 'addToken'
  | 'revokeToken'
  | 'restoreToken'
  | 'moveToken'
  | 'addAgent'
  | 'changeAgent'
  | 'addCallReferences'
  | 'orphanBatch';

/** The calls about tenants. Each throws where it names a tenant or agent that is not there. */
export function createTenantHandlers(world: SandboxWorld): Pick<Handlers, TenantCall> {
  const { registry, requests, faults } = world;

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
    const agentId = spec.id ?? modelOf(tenant).newAgentId(quietContext(world));
    const agent = { id: agentId, name: spec.name, active: spec.active, deleted: false, createdAt: world.now() };
    tenant.agents.set(agentId, agent);
    return agent;
  };

  const addToken: Handlers['addToken'] = ({ tenant: id, token, scopes = ALL_SCOPES }) => {
    const tenant = registry.get(id);
    const text = token ?? modelOf(tenant).newToken(quietContext(world));
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

  return {
    createTenant(input) {
      const tenant = registry.create(input.vendor, input.id, input.settings, quietContext(world));
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
    moveToken({ tenant: id, token, to }) {
      const from = registry.get(id);
      registry.moveKey(from, registry.get(to), token ?? view(from).token);
      return null;
    },
    addAgent,
    changeAgent: ({ tenant, agent, ...change }) =>
      changeAgent(world, tenant, agent, {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.active === undefined ? {} : { active: change.active }),
      }),
    addCallReferences,
    orphanBatch({ tenant, batchId }) {
      registry.get(tenant).orphanBatches.add(batchId);
      return null;
    },
  };
}
