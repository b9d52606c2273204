// Yappr: one record per company and number, global or for a set of agents, with an expiry. From the sources in
// docs/vendors.md: a list is `{data}` with the most recent first; `?phone=` answers one entry or 404. Keys have scopes;
// re-adding changes nothing.
import { findDuplicate, keepExpiry, keepText, keepWriting, makeRecord } from '../../keeping.ts';
import { parseVendorNumber, toKeptNumber } from '../../phoneNumbers.ts';
import { pageOf } from '../../recordTable.ts';
import { bearerHeader, bearerToken, fieldsOf, isOptionalText, textOf, wholeNumber } from '../../requestReading.ts';
import type { ApiKey, Reply, Tenant, VendorContext, VendorModel } from '../../sandboxTypes.ts';
import { toAgentWire, toRecordWire } from './yapprWire.ts';

const ENTRY_PATH = /^\/do-not-call\/([^/]+)$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

interface Changes {
  reason?: string | null;
  expiresAt?: number | null;
  agents?: readonly string[];
}

export const yapprModel: VendorModel = {
  name: 'yappr',
  settings: { pageShape: 'data', region: 'IL', maxPageSize: 100 },
  rateLimit: { limit: 60, windowMs: 60_000 },
  newToken: ({ newHex }) => `ypr_live_${newHex(32)}`,
  newOrganisationId: ({ newUuid }) => newUuid(),
  newAgentId: ({ newUuid }) => newUuid(),
  newRecordId: (_tenant, { newUuid }) => newUuid(),
  agents: 'set',
  keeps: ['reason', 'expiresAt'],
  changes: ['reason', 'expiresAt', 'agents'],
  asksForCall: false,
  repeatedAdd: 'answered',
  keyOf: ({ number }) => number,
  groupOf: () => '',
  credential: bearerHeader,
  readToken: bearerToken,
  problem: (status, message, code) => problem(status, message, code),

  handle(request, tenant, key, context) {
    const id = ENTRY_PATH.exec(request.path)?.[1];
    const refused = id || request.path === '/do-not-call' ? dncScope(request.method, key) : undefined;
    if (refused) return refused;
    if (id !== undefined) return handleEntry(request.method, id, request.body, tenant, context);
    switch (`${request.method} ${request.path}`) {
      case 'POST /do-not-call':
        return add(request.body, tenant, context);
      case 'GET /do-not-call':
        return request.query.has('phone')
          ? lookUp(request.query.get('phone') ?? '', tenant, context)
          : list(request.query, tenant, context);
      case 'GET /agents':
        return lacks(key, 'agents:read') ?? agents(request.query, tenant);
      default:
        return problem(404, 'Not found', 'NOT_FOUND');
    }
  },
};

function dncScope(method: string, key: ApiKey): Reply | undefined {
  return lacks(key, method === 'GET' ? 'do_not_call:read' : 'do_not_call:manage');
}

function lacks(key: ApiKey, scope: string): Reply | undefined {
  return key.scopes.includes(scope) ? undefined : problem(401, `API key lacks ${scope}`, 'INSUFFICIENT_SCOPE');
}

function add(body: unknown, tenant: Tenant, context: VendorContext): Reply {
  const phone = textOf(fieldsOf(body)['phone_number']);
  const number = phone && toKeptNumber(phone, tenant.settings);
  if (!number) return problem(400, 'phone_number is missing or not parseable', 'INVALID_PHONE_NUMBER');
  const changes = readChanges(body, tenant, context);
  if ('status' in changes) return changes;
  const existing = findDuplicate(yapprModel, tenant, { number, agents: [], userId: null }, phone);
  if (existing) return { status: 200, body: toRecordWire(existing, tenant, 'answer') };
  const writtenAs = keepWriting(phone, tenant.settings);
  const record = makeRecord(yapprModel, tenant, context, { number, writtenAs, ...changes });
  tenant.records.add(record);
  return { status: 201, body: toRecordWire(record, tenant, 'answer') };
}

function handleEntry(method: string, id: string, body: unknown, tenant: Tenant, context: VendorContext): Reply {
  const record = method === 'GET' ? context.find(tenant, id) : tenant.records.get(id);
  if (!record) return entryNotFound();
  switch (method) {
    case 'GET':
      return { status: 200, body: toRecordWire(record, tenant, 'answer') };
    case 'DELETE':
      tenant.records.remove(id);
      return { status: 200, body: { success: true } };
    case 'PATCH': {
      if ('phone_number' in fieldsOf(body)) return problem(400, 'phone_number cannot be changed', 'IMMUTABLE_FIELD');
      const changes = readChanges(body, tenant, context);
      if ('status' in changes) return changes;
      const changed = { ...record, ...changes, updatedAt: context.now };
      tenant.records.change(changed);
      return { status: 200, body: toRecordWire(changed, tenant, 'answer') };
    }
    default:
      return problem(404, 'Not found', 'NOT_FOUND');
  }
}

/** The fields that add and PATCH share: only those that were sent, or the refusal. */
function readChanges(body: unknown, tenant: Tenant, context: VendorContext): Changes | Reply {
  const fields = fieldsOf(body);
  const changes: Changes = {};
  if (!isOptionalText(fields['reason'])) return problem(400, 'reason must be a string or null', 'VALIDATION_ERROR');
  if (fields['reason'] !== undefined) changes.reason = keepText(textOf(fields['reason']), tenant.settings);

  const expires = fields['expires_at'];
  if (expires === null) changes.expiresAt = null;
  else if (expires !== undefined) {
    const time = typeof expires === 'string' && ISO_TIME.test(expires) ? Date.parse(expires) : Number.NaN;
    if (Number.isNaN(time)) return problem(400, 'expires_at must be an ISO 8601 date-time', 'INVALID_EXPIRES_AT');
    if (time <= context.now) return problem(400, 'expires_at is in the past', 'INVALID_EXPIRES_AT');
    changes.expiresAt = keepExpiry(time, tenant.settings);
  }

  const ids = fields['agent_ids'];
  if (ids !== undefined && ids !== null) {
    const known = (id: unknown): id is string => typeof id === 'string' && isCallable(tenant, id);
    if (!Array.isArray(ids) || !ids.every(known)) {
      const message = 'agent_ids contains a UUID that does not reference an active agent in this company';
      return problem(400, message, 'INVALID_AGENT_IDS');
    }
    changes.agents = [...new Set(ids)];
  }
  return changes;
}

function isCallable(tenant: Tenant, id: string): boolean {
  const agent = tenant.agents.get(id);
  return agent !== undefined && agent.active && !agent.deleted;
}

function list(query: URLSearchParams, tenant: Tenant, context: VendorContext): Reply {
  const { settings } = tenant;
  const limit = wholeNumber(query, 'limit', 1, settings.maxPageSize);
  const offset = wholeNumber(query, 'offset', 0, 0);
  if (limit === undefined || offset === undefined) {
    return problem(400, 'limit and offset must be whole numbers', 'VALIDATION_ERROR');
  }
  const rows = context.rows(tenant);
  const { items, total } = settings.ignoresPaging
    ? pageOf(rows, 0, rows.length, false)
    : pageOf(rows, offset, Math.min(limit, settings.maxPageSize), context.view.endless);
  const wires = items.map((record) => toRecordWire(record, tenant, 'list'));
  const counts = settings.totals === 'given' ? { total } : {};
  return { status: 200, body: settings.pageShape === 'bare' ? wires : { [settings.pageShape]: wires, ...counts } };
}

/** A stale or empty view is searched like the list, so that a read-back errs as a lagging replica would. */
function lookUp(phone: string, tenant: Tenant, context: VendorContext): Reply {
  const number = parseVendorNumber(phone, tenant.settings.region);
  if (!number) return problem(400, 'phone is not parseable', 'INVALID_PHONE_NUMBER');
  const record = tenant.records.findByKey(number);
  const { staleBy, empty } = context.view;
  if (staleBy === 0 && !empty) {
    return record ? { status: 200, body: toRecordWire(record, tenant, 'answer') } : entryNotFound();
  }
  const rows = context.rows(tenant);
  for (let index = 0; index < rows.length; index += 1) {
    const seen = rows.at(index);
    if (seen?.number === number) return { status: 200, body: toRecordWire(seen, tenant, 'answer') };
  }
  return entryNotFound();
}

function agents(query: URLSearchParams, tenant: Tenant): Reply {
  const limit = wholeNumber(query, 'limit', 1, 20);
  const offset = wholeNumber(query, 'offset', 0, 0);
  if (limit === undefined || offset === undefined || limit > 100) {
    return problem(400, 'limit must be 1 to 100 and offset at least 0', 'VALIDATION_ERROR');
  }
  const known = [...tenant.agents.values()].filter((agent) => !agent.deleted);
  const all = known.slice(0, Math.max(0, known.length - tenant.settings.hiddenAgents));
  return { status: 200, body: { data: all.slice(offset, offset + limit).map((agent) => toAgentWire(agent, tenant)) } };
}

function entryNotFound(): Reply {
  return problem(404, 'DNC entry not found', 'NOT_FOUND');
}

function problem(status: number, error: string, code: string): Reply {
  return { status, body: { error, code } };
}
