// OSVI: one do-not-disturb list per agent. From the sources in docs/vendors.md. A number's record is on exactly one
// agent's list, and nothing lists the account as a whole.
import { filterRows, pageOf } from '../../recordTable.ts';
import {
  findDuplicate,
  hasDigits,
  keepText,
  keepWriting,
  makeRecord,
  showNumber,
  type ShownIn,
  withoutOmitted,
} from '../../keeping.ts';
import { parseVendorNumber, toKeptNumber } from '../../phoneNumbers.ts';
import { fieldsOf, isOptionalText, textOf, wholeNumber } from '../../requestReading.ts';
import type { SandboxRecord } from '../../sandboxRecord.ts';
import type { ErrorSettings, Reply, Tenant, VendorModel } from '../../sandboxTypes.ts';

const INDIA_OFFSET_MS = 5.5 * 3_600_000;

export const osviModel: VendorModel = {
  name: 'osvi',
  settings: { region: 'IN', maxPageSize: 100 },
  rateLimit: null,
  newToken: ({ newHex }) => newHex(16),
  newOrganisationId: ({ newUuid }) => newUuid(),
  newAgentId: ({ newHex }) => `agent_${newHex(22)}`,
  newRecordId: (tenant) => String(tenant.nextNumber++),
  agents: 'one',
  keeps: ['reason'],
  changes: [],
  asksForCall: false,
  repeatedAdd: 'refused',
  keyOf: ({ number, agents }) => `${agents[0] ?? ''} ${number}`,
  groupOf: ({ agents }) => agents[0] ?? '',
  credential: (token) => ({ 'API-Token': token }),
  readToken: (headers) => headers['api-token'] ?? null,
  problem: (status, message, _code, settings) => problem(status, message, settings),

  handle(request, tenant, _key, context) {
    const { query } = request;
    switch (`${request.method} ${request.path}`) {
      case 'POST /v1/dnd_numbers': {
        const body = fieldsOf(request.body);
        const agent = textOf(body['agent_uuid']);
        const phone = textOf(body['phone']);
        if (!agent) return missing('agent_uuid', tenant);
        if (!phone) return missing('phone', tenant);
        if (!isOptionalText(body['reason'])) return problem(400, 'reason must be a string', tenant.settings);
        if (!knows(tenant, agent)) return agentNotFound();
        const number = toKeptNumber(phone, tenant.settings);
        if (!number) return problem(422, 'Validation failed: Phone is not a valid phone number', tenant.settings);
        if (findDuplicate(osviModel, tenant, { number, agents: [agent], userId: null }, phone)) {
          return problem(422, 'Validation failed: Phone is already on the DND list for this agent', tenant.settings);
        }
        const record = makeRecord(osviModel, tenant, context, {
          number,
          agents: [agent],
          reason: keepText(textOf(body['reason']), tenant.settings),
          writtenAs: keepWriting(phone, tenant.settings),
        });
        tenant.records.add(record);
        return { status: 201, body: { success: true, data: toWire(record, tenant, 'answer') } };
      }
      case 'GET /v1/dnd_numbers': {
        const agent = textOf(query.get('agent_uuid'));
        if (!agent) return missing('agent_uuid', tenant);
        if (!knows(tenant, agent)) return agentNotFound();
        const page = wholeNumber(query, 'page', 1, 1);
        const asked = wholeNumber(query, 'per_page', 1, 25);
        if (page === undefined) return problem(400, 'page must be a positive integer', tenant.settings);
        if (asked === undefined) return problem(400, 'per_page must be a positive integer', tenant.settings);
        const perPage = Math.min(asked, tenant.settings.maxPageSize);
        const search = query.get('search') ?? '';
        const all = context.rows(tenant, agent);
        const rows = search === '' ? all : filterRows(all, (record) => hasDigits(record, search, tenant.settings));
        const { ignoresPaging, totals } = tenant.settings;
        const { items, total } = ignoresPaging
          ? pageOf(rows, 0, rows.length, false)
          : pageOf(rows, (page - 1) * perPage, perPage, context.view.endless);
        const pages = ignoresPaging ? 1 : Math.ceil(total / perPage);
        const counts = totals === 'absent' ? {} : { total_pages: pages, total_count: total };
        const meta = { current_page: page, ...counts, per_page: perPage };
        const data = items.map((record) => toWire(record, tenant, 'list'));
        return { status: 200, body: { success: true, data, meta } };
      }
      case 'DELETE /v1/dnd_numbers': {
        const agent = textOf(query.get('agent_uuid'));
        const phone = textOf(query.get('phone'));
        if (!agent) return missing('agent_uuid', tenant);
        if (!phone) return missing('phone', tenant);
        if (!knows(tenant, agent)) return agentNotFound();
        const number = parseVendorNumber(phone, tenant.settings.region);
        const record = number && tenant.records.findByKey(`${agent} ${number}`);
        if (record) tenant.records.remove(record.id);
        else if (tenant.settings.onAbsentRemove === 'notFound') return notFound('dnd_number_not_found');
        return { status: 200, body: { success: true, message: 'Number removed from the DND list' } };
      }
      case 'GET /v1/active_agents': {
        const active = [...tenant.agents.values()].filter((agent) => agent.active && !agent.deleted);
        return { status: 200, body: active.map(({ id, name }) => ({ agent_id: id, name, status: 'active' })) };
      }
      default:
        return notFound('not_found');
    }
  },
};

/** An inactive agent still belongs to the account: only the list of active agents leaves it out. */
function knows(tenant: Tenant, agent: string): boolean {
  return tenant.agents.get(agent)?.deleted === false;
}

function toWire(record: SandboxRecord, { settings }: Tenant, where: ShownIn): unknown {
  const wire = {
    id: Number(record.id),
    agent_uuid: record.agents[0],
    phone: showNumber(record, settings),
    reason: record.reason,
    created_at: `${new Date(record.createdAt + INDIA_OFFSET_MS).toISOString().slice(0, 19)}+05:30`,
  };
  return withoutOmitted(
    wire,
    { reason: ['reason'], agents: ['agent_uuid'], createdAt: ['created_at'] },
    settings,
    where,
  );
}

function problem(status: number, message: string, settings: ErrorSettings): Reply {
  if (status === 401) return { status, body: { success: false, error: message } };
  if (settings.errorShape === 'errors') return { status, body: { success: false, errors: [message] } };
  return { status, body: { success: false, error: message, details: null } };
}

function missing(parameter: string, tenant: Tenant): Reply {
  return problem(400, `param is missing or the value is empty: ${parameter}`, tenant.settings);
}

function notFound(error: string): Reply {
  return { status: 404, body: { success: false, error, details: null } };
}

function agentNotFound(): Reply {
  return notFound('agent_not_found');
}
