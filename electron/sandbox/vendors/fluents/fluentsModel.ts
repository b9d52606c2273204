// Fluents: one list per environment, and a key belongs to one environment, so a tenant here is an environment. From the
// sources in docs/vendors.md. The API has no remove, and the documents do not say what a duplicate does, what a list
// looks like or how long a bulk may be: those are settings of the tenant.
import { toKeptNumber } from '../../phoneNumbers.ts';
import { pageOf } from '../../recordTable.ts';
import { bearerHeader, bearerToken, fieldsOf, isOptionalText, textOf, wholeNumber } from '../../requestReading.ts';
import type { SandboxRecord } from '../../sandboxRecord.ts';
import type { Reply, Tenant, VendorContext, VendorModel } from '../../sandboxTypes.ts';

const LIST_PARAMETERS = ['type', 'page', 'size', 'sort_column', 'sort_desc', 'filters'] as const;

export const fluentsModel: VendorModel = {
  name: 'fluents',
  settings: { pageShape: 'items', region: 'US', maxPageSize: 100 },
  rateLimit: null,
  newToken: ({ newHex }) => `fl_${newHex(32)}`,
  newOrganisationId: ({ newUuid }) => newUuid(),
  newAgentId: ({ newUuid }) => newUuid(),
  newRecordId: (_tenant, { newUuid }) => newUuid(),
  agents: 'none',
  keeps: ['reason'],
  changes: ['reason'],
  asksForCall: false,
  repeatedAdd: 'undocumented',
  keyOf: ({ number, userId }) => `${userId ?? ''} ${number}`,
  groupOf: () => '',
  credential: bearerHeader,
  readToken: bearerToken,
  problem: (status, message) => problem(status, message),

  handle(request, tenant, _key, context) {
    switch (`${request.method} ${request.path}`) {
      case 'POST /v1/dnc_numbers/create': {
        const body = fieldsOf(request.body);
        const phone = textOf(body['phoneNumber']);
        if (!phone) return problem(400, 'phoneNumber must be a string and should not be empty');
        if (!isOptionalText(body['userId'])) return problem(400, 'userId must be a string');
        if (!isOptionalText(body['reason'])) return problem(400, 'reason must be a string');
        const number = toKeptNumber(phone, tenant.settings);
        if (!number) return problem(400, 'phoneNumber must be a valid phone number');
        const record = add(tenant, context, number, textOf(body['userId']), textOf(body['reason']));
        if (!record) return problem(400, 'Phone number is already on the DNC list');
        return { status: 201, body: toWire(record) };
      }
      case 'POST /v1/dnc_numbers/bulk': {
        const body = fieldsOf(request.body);
        const asked: unknown = body['phoneNumbers'];
        if (!Array.isArray(asked) || asked.length === 0) {
          return problem(400, 'phoneNumbers must be an array and should not be empty');
        }
        if (asked.length > tenant.settings.maxBulk) {
          return problem(400, `phoneNumbers must contain no more than ${tenant.settings.maxBulk} elements`);
        }
        if (!isOptionalText(body['userId'])) return problem(400, 'userId must be a string');
        const items = asked.map(fieldsOf);
        if (items.some((item) => !textOf(item['phoneNumber']) || !isOptionalText(item['reason']))) {
          return problem(400, 'each value in phoneNumbers must have a phoneNumber');
        }
        // The documents have no status per item: a number that could not be added is simply not in the answer.
        const records = items.flatMap((item) => {
          const number = toKeptNumber(textOf(item['phoneNumber']) ?? '', tenant.settings);
          const record = number && add(tenant, context, number, textOf(body['userId']), textOf(item['reason']));
          return record ? [toWire(record)] : [];
        });
        return { status: 201, body: records };
      }
      case 'GET /v1/dnc_numbers/list':
        return list(request.query, tenant, context);
      default:
        return problem(404, `Cannot ${request.method} ${request.path}`);
    }
  },
};

function add(
  tenant: Tenant,
  context: VendorContext,
  number: string,
  userId: string | undefined,
  reason: string | undefined,
): SandboxRecord | undefined {
  const existing = tenant.records.findByKey(fluentsModel.keyOf({ number, agents: [], userId: userId ?? null }));
  if (existing && tenant.settings.onDuplicate === 'refuse') return undefined;
  if (existing && tenant.settings.onDuplicate === 'return') return existing;
  const record: SandboxRecord = {
    id: context.newUuid(),
    number,
    agents: [],
    userId: userId ?? null,
    reason: reason ?? null,
    label: null,
    expiresAt: null,
    source: 'api',
    batchId: null,
    requestUUID: null,
    createdAt: context.now,
    updatedAt: context.now,
  };
  tenant.records.add(record);
  return record;
}

function list(query: URLSearchParams, tenant: Tenant, context: VendorContext): Reply {
  const missing = LIST_PARAMETERS.find((name) => !query.has(name));
  if (missing) return problem(400, `${missing} is required`);
  const page = wholeNumber(query, 'page', 1, 1);
  const size = wholeNumber(query, 'size', 1, 10);
  if (page === undefined) return problem(400, 'page must be a positive number');
  if (size === undefined) return problem(400, 'size must be a positive number');
  if (!/^(true|false)$/.test(query.get('sort_desc') ?? '')) return problem(400, 'sort_desc must be a boolean value');
  const cut = Math.min(size, tenant.settings.maxPageSize);
  const { items, hasMore } = pageOf(context.rows(tenant), (page - 1) * cut, cut, context.view.endless);
  const wires = items.map(toWire);
  const more = tenant.settings.saysHasMore ? { has_more: hasMore } : {};
  const { pageShape } = tenant.settings;
  if (pageShape === 'bare') return { status: 200, body: wires };
  if (pageShape === 'data') return { status: 200, body: { data: wires, ...more } };
  return { status: 200, body: { items: wires, page, size: cut, ...more } };
}

function toWire(record: SandboxRecord): unknown {
  return {
    id: record.id,
    phoneNumber: record.number,
    userId: record.userId,
    reason: record.reason,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
  };
}

const ERROR_NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

function problem(status: number, message: string): Reply {
  return { status, body: { message, error: ERROR_NAMES[status] ?? 'Error', statusCode: status } };
}
