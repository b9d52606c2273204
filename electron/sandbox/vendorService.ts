// One request to one vendor, without any HTTP: the owner of the token, the rate limit, the vendor's own rules.
// Everything happens at once, so when this returns a request has either taken effect or not.
import { filterRows, rotateRows } from './recordTable.ts';
import { randomHex, randomUuid } from './randomness.ts';
import type { ListView, RateLimit, Reply, Tenant, VendorContext, VendorName, VendorRequest } from './sandboxTypes.ts';
import { findVendor } from './sandboxVendors.ts';
import type { TenantRegistry } from './tenantRegistry.ts';

/** What a vendor model may know of the world during one request. */
export function toVendorContext(
  registry: TenantRegistry,
  now: number,
  random: () => number,
  view: ListView,
): VendorContext {
  const rows: VendorContext['rows'] = (tenant, group = '', order = tenant.settings.order) => {
    const all = tenant.records.rows(group, order, view.staleBy);
    if (view.empty) return filterRows(all, () => false);
    return view.shiftBy === 0 ? all : rotateRows(all, view.shiftBy);
  };
  return {
    now,
    view,
    rows,
    newUuid: () => randomUuid(random),
    newHex: (length) => randomHex(random, length),
    find: (tenant, id) => {
      if (view.staleBy === 0 && !view.empty) return tenant.records.get(id);
      return filterRows(rows(tenant), (record) => record.id === id).at(0);
    },
    ownedElsewhere: (tenant, id) =>
      registry.all().some((other) => other !== tenant && other.vendor === tenant.vendor && other.records.get(id)),
  };
}

/** Answers one request as the vendor would. */
export function serveVendor(
  registry: TenantRegistry,
  vendor: VendorName,
  request: VendorRequest,
  context: VendorContext,
): Reply {
  const { model } = findVendor(vendor);
  const token = model.readToken(request.headers);
  const tenant = registry.ownerOf(vendor, token);
  const key = token === null ? undefined : tenant?.keys.get(token);
  if (!tenant || !key || key.revoked) {
    return model.problem(401, 'Invalid API token', 'UNAUTHORIZED', tenant?.settings ?? { errorShape: 'error' });
  }
  if (isForbidden(request, tenant)) return model.problem(403, 'Forbidden', 'FORBIDDEN', tenant.settings);
  if (tenant.rateLimit === null) return model.handle(request, tenant, key, context);

  const { allowed, headers, retryAfter } = takeFromWindow(tenant, key.token, tenant.rateLimit, context.now);
  if (!allowed) {
    const refusal = model.problem(429, 'Rate limit exceeded', 'RATE_LIMITED', tenant.settings);
    return { ...refusal, headers: { ...headers, 'retry-after': String(retryAfter) } };
  }
  const reply = model.handle(request, tenant, key, context);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

/** Whether the vendor forbids this request although the key is good. */
function isForbidden({ method, query, body }: VendorRequest, { settings }: Tenant): boolean {
  if (settings.forbidsWrites && method !== 'GET') return true;
  const named = `${query.toString()} ${JSON.stringify(body) ?? ''}`;
  return settings.forbidsAgents.some((agent) => named.includes(agent));
}

/** A window of fixed length per key, which starts with its first request. */
function takeFromWindow(tenant: Tenant, token: string, { limit, windowMs }: RateLimit, now: number) {
  const open = tenant.windows.get(token);
  const window = open && now >= open.start && now < open.start + windowMs ? open : { start: now, used: 0 };
  tenant.windows.set(token, window);
  const allowed = window.used < limit;
  if (allowed) window.used += 1;
  const resetAt = window.start + windowMs;
  return {
    allowed,
    retryAfter: Math.max(1, Math.ceil((resetAt - now) / 1000)),
    headers: {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - window.used)),
      'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    },
  };
}
