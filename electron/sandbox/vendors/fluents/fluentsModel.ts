// Fluents: one list per environment, and a key belongs to one environment, so a tenant here is an environment. From the
// sources in docs/vendors.md. The API has no remove, and the documents do not say what a duplicate does, what a list
// looks like or how long a bulk may be: those are settings of the tenant.
import {
  findDuplicate,
  keepText,
  keepWriting,
  makeRecord,
  showNumber,
  type ShownIn,
  withoutOmitted,
} from '../../keeping.ts';
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
        const record = add(tenant, context, { number, phone, userId: body['userId'], reason: body['reason'] });
        if (!record) return problem(400, 'Phone number is already on the DNC list');
        return { status: 201, body: toWire(record, tenant, 'answer') };
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
          const phone = textOf(item['phoneNumber']) ?? '';
          const number = toKeptNumber(phone, tenant.settings);
          const record =
            number && add(tenant, context, { number, phone, userId: body['userId'], reason: item['reason'] });
          return record ? [toWire(record, tenant, 'answer')] : [];
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
  asked: { number: string; phone: string; userId: unknown; reason: unknown },
): SandboxRecord | undefined {
  const { number, phone } = asked;
  const userId = textOf(asked.userId) ?? null;
  const existing = findDuplicate(fluentsModel, tenant, { number, agents: [], userId }, phone);
  if (existing && tenant.settings.onDuplicate === 'refuse') return undefined;
  if (existing && tenant.settings.onDuplicate === 'return') return existing;
  const record = makeRecord(fluentsModel, tenant, context, {
    number,
    userId,
    reason: keepText(textOf(asked.reason), tenant.settings),
    writtenAs: keepWriting(phone, tenant.settings),
  });
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
  const { pageShape, saysHasMore, totals, ignoresPaging } = tenant.settings;
  const order = query.get('sort_desc') === 'true' ? 'newestFirst' : 'oldestFirst';
  const rows = context.rows(tenant, '', tenant.settings.sorts ? order : tenant.settings.order);
  const { items, hasMore, total } = ignoresPaging
    ? pageOf(rows, 0, rows.length, false)
    : pageOf(rows, (page - 1) * cut, cut, context.view.endless);
  const wires = items.map((record) => toWire(record, tenant, 'list'));
  const more = { ...(saysHasMore ? { has_more: hasMore } : {}), ...(totals === 'given' ? { total_count: total } : {}) };
  if (pageShape === 'bare') return { status: 200, body: wires };
  if (pageShape === 'data') return { status: 200, body: { data: wires, ...more } };
  return { status: 200, body: { items: wires, page, size: cut, ...more } };
}

function toWire(record: SandboxRecord, { settings }: Tenant, where: ShownIn): unknown {
  const wire = {
    id: record.id,
    phoneNumber: showNumber(record, settings),
    userId: record.userId,
    reason: record.reason,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
  };
  return withoutOmitted(wire, { reason: ['reason'], createdAt: ['createdAt', 'updatedAt'] }, settings, where);
}

const ERROR_NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

function problem(status: number, message: string): Reply {
  return { status, body: { message, error: ERROR_NAMES[status] ?? 'Error', statusCode: status } };
}
