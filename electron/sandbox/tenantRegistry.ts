// All organisations of one sandbox and their API keys. A key belongs to one organisation of one vendor, and an
// organisation sees nothing of another, so that many tests can share one server.
import { type Actor, RecordTable } from './recordTable.ts';
import type { ApiKey, RateLimit, Tenant, TenantSettings, VendorContext, VendorName } from './sandboxTypes.ts';
import { findVendor } from './sandboxVendors.ts';
import { documentedTemperament } from './temperament.ts';

export const ALL_SCOPES: readonly string[] = ['do_not_call:read', 'do_not_call:manage', 'agents:read'];

const COMMON_SETTINGS: TenantSettings = {
  ...documentedTemperament,
  pageShape: 'items',
  saysHasMore: true,
  order: 'newestFirst',
  maxPageSize: 100,
  maxBulk: 1000,
  onDuplicate: 'create',
  onAbsentRemove: 'notFound',
  errorShape: 'error',
  deletedAgents: 'kept',
  hiddenAgents: 0,
  region: 'US',
  keptAs: {},
};

export class TenantRegistry {
  readonly #tenants = new Map<string, Tenant>();
  readonly #owners = new Map<string, Tenant>();
  readonly #rateLimits: Partial<Record<VendorName, RateLimit | null>>;
  readonly #actor: () => Actor;
  #created = 0;

  /**
   * `rateLimits` replaces a vendor's documented limit for organisations made from now on; null is no limit. `actor`: who
   * changes records at this moment.
   */
  constructor(rateLimits: Partial<Record<VendorName, RateLimit | null>>, actor: () => Actor) {
    this.#rateLimits = rateLimits;
    this.#actor = actor;
  }

  create(
    vendor: VendorName,
    id: string | undefined,
    settings: Partial<TenantSettings>,
    context: VendorContext,
  ): Tenant {
    this.#created += 1;
    const name = id ?? `${vendor}-${this.#created}`;
    if (this.#tenants.has(name)) throw new Error(`the sandbox already has a tenant ${name}`);
    const { model } = findVendor(vendor);
    const limit = this.#rateLimits[vendor];
    const tenant: Tenant = {
      id: name,
      vendor,
      organisation: model.newOrganisationId(context),
      records: new RecordTable({ keyOf: model.keyOf, groupOf: model.groupOf, actor: this.#actor }),
      keys: new Map(),
      agents: new Map(),
      calls: new Set(),
      batches: new Set(),
      orphanBatches: new Set(),
      windows: new Map(),
      settings: { ...COMMON_SETTINGS, ...model.settings, ...settings },
      rateLimit: limit === undefined ? model.rateLimit : limit,
      emails: 0,
      nextNumber: 1,
    };
    this.#tenants.set(name, tenant);
    return tenant;
  }

  /**
   * The tenant of this name.
   * @throws where there is none
   */
  get(id: string): Tenant {
    const tenant = this.#tenants.get(id);
    if (!tenant) throw new Error(`the sandbox has no tenant ${id}`);
    return tenant;
  }

  all(): Tenant[] {
    return [...this.#tenants.values()];
  }

  /** Adds an API key, or replaces the one with the same token. */
  setKey(tenant: Tenant, key: ApiKey): void {
    const owner = this.#owners.get(`${tenant.vendor} ${key.token}`);
    if (owner && owner !== tenant) throw new Error(`the token of ${tenant.id} already belongs to ${owner.id}`);
    this.#owners.set(`${tenant.vendor} ${key.token}`, tenant);
    tenant.keys.set(key.token, key);
  }

  /**
   * Hands a key to another organisation of the same vendor.
   * @throws where the tenant has no such key
   */
  moveKey(from: Tenant, to: Tenant, token: string): void {
    const key = from.keys.get(token);
    if (key === undefined || from.vendor !== to.vendor) throw new Error(`${from.id} has no key to give to ${to.id}`);
    from.keys.delete(token);
    this.#owners.delete(`${from.vendor} ${token}`);
    this.setKey(to, key);
  }

  /** The tenant to which the token belongs, even where it was revoked. */
  ownerOf(vendor: VendorName, token: string | null): Tenant | undefined {
    return token === null ? undefined : this.#owners.get(`${vendor} ${token}`);
  }

  remove(id: string): void {
    const tenant = this.get(id);
    for (const token of tenant.keys.keys()) this.#owners.delete(`${tenant.vendor} ${token}`);
    this.#tenants.delete(id);
  }
}
