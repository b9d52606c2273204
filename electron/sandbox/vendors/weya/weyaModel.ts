// Weya (and the unnamed vendor with the same API): one list for the organisation, and an add needs the call in which
// the person asked. From the sources in docs/vendors.md. Numbers are kept without their plus, every add e-mails the
// organisation's admin, and 400 means a missing field as well as a duplicate.
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
import { toKeptNumber } from '../../phoneNumbers.ts';
import { filterRows, pageOf } from '../../recordTable.ts';
import { bearerHeader, bearerToken, fieldsOf, isOptionalText, textOf, wholeNumber } from '../../requestReading.ts';
import type { SandboxRecord } from '../../sandboxRecord.ts';
import type { Reply, Tenant, TenantSettings, VendorModel } from '../../sandboxTypes.ts';

const DELETE_PATH = /^\/api\/dnc\/delete\/([^/]+)$/;

export const weyaModel: VendorModel = {
  name: 'weya',
  settings: { maxPageSize: 100, numbersAs: 'digits' },
  rateLimit: null,
  newToken: ({ newHex }) => `weya_${newHex(32)}`,
  newOrganisationId: ({ newHex }) => newHex(24),
  newAgentId: ({ newHex }) => newHex(24),
  newRecordId: (_tenant, { newHex }) => newHex(24),
  agents: 'none',
  keeps: ['label'],
  changes: [],
  asksForCall: true,
  repeatedAdd: 'refused',
  keyOf: ({ number }) => number,
  groupOf: () => '',
  credential: bearerHeader,
  readToken: bearerToken,
  problem: (status, message) => problem(status, message),

  handle(request, tenant, _key, context) {
    const { query } = request;
    const route = `${request.method} ${request.path}`;
    if (route === 'POST /api/dnc/add') {
      const body = fieldsOf(request.body);
      const phone = textOf(body['phoneNumber']);
      const batchId = textOf(body['batchId']);
      const requestUUID = textOf(body['requestUUID']);
      if (!phone || !batchId || !requestUUID) {
        return problem(400, 'phoneNumber, batchId and requestUUID are required');
      }
      if (!isOptionalText(body['type'])) return problem(400, 'type must be a string');
      const number = toKeptNumber(phone.startsWith('+') ? phone : `+${phone}`, tenant.settings);
      if (!number) return problem(400, 'phoneNumber must be a phone number with country code');
      if (!tenant.batches.has(batchId)) return problem(404, 'Batch not found');
      if (tenant.orphanBatches.has(batchId)) return problem(404, 'User not found for the batch');
      if (!tenant.calls.has(`${batchId}/${requestUUID}`)) {
        return problem(404, 'Call record not found for the given batchId and requestUUID');
      }
      if (findDuplicate(weyaModel, tenant, { number, agents: [], userId: null }, phone)) {
        return problem(400, 'Phone number already exists in DNC for this organization');
      }
      const label = keepText(textOf(body['type']), tenant.settings);
      const writtenAs = keepWriting(phone, tenant.settings);
      tenant.records.add(makeRecord(weyaModel, tenant, context, { number, label, batchId, requestUUID, writtenAs }));
      tenant.emails += 1;
      return success('Phone number added to DNC successfully');
    }
    if (route === 'GET /api/dnc/list') {
      const page = wholeNumber(query, 'page', 1, 1);
      const asked = wholeNumber(query, 'limit', 1, 10);
      if (page === undefined || asked === undefined) return problem(400, 'page and limit must be positive integers');
      const limit = Math.min(asked, tenant.settings.maxPageSize);
      const search = (query.get('search') ?? '').toLowerCase();
      const all = context.rows(tenant);
      const rows = search === '' ? all : filterRows(all, (record) => mentions(record, search, tenant.settings));
      const { ignoresPaging, totals } = tenant.settings;
      const { items, total } = ignoresPaging
        ? pageOf(rows, 0, rows.length, false)
        : pageOf(rows, (page - 1) * limit, limit, context.view.endless);
      const totalPages = ignoresPaging ? 1 : Math.ceil(total / limit);
      return success('DNC list fetched successfully', {
        dncList: items.map((record) => toWire(record, tenant, 'list')),
        pagination: totals === 'absent' ? { page, limit } : { total, page, limit, totalPages },
      });
    }
    const id = request.method === 'DELETE' ? DELETE_PATH.exec(request.path)?.[1] : undefined;
    if (id === undefined) return problem(404, 'Not found');
    if (!/^[0-9a-f]{24}$/i.test(id)) return problem(400, 'Invalid DNC id');
    if (tenant.records.remove(id)) return success('DNC entry deleted successfully');
    return context.ownedElsewhere(tenant, id)
      ? problem(403, 'This DNC entry belongs to another organization')
      : problem(404, 'DNC entry not found');
  },
};

function mentions(record: SandboxRecord, search: string, settings: TenantSettings): boolean {
  const { label, requestUUID } = record;
  if (hasDigits(record, search, settings)) return true;
  return [label ?? '', requestUUID ?? ''].some((text) => text.toLowerCase().includes(search));
}

/** The recording and the transcript contain the number's digits, so that a test finds them wherever they are kept. */
function toWire(record: SandboxRecord, { organisation, settings }: Tenant, where: ShownIn): unknown {
  const digits = record.number.slice(1);
  const wire = {
    _id: record.id,
    phoneNumber: showNumber(record, settings),
    type: record.label,
    orgId: organisation,
    batchId: record.batchId,
    requestUUID: record.requestUUID,
    callRecording: `https://recordings.weya.example/private-recording-${digits}.mp3`,
    transcription: `private transcript of ${digits}: please take me off your list`,
    createdAt: new Date(record.createdAt).toISOString(),
  };
  const names = { label: ['type'], call: ['batchId', 'requestUUID'], createdAt: ['createdAt'] };
  return withoutOmitted(wire, names, settings, where);
}

function success(message: string, data?: unknown): Reply {
  return { status: 200, body: { message, status: true, code: 200, errorMessage: '', ...(data ? { data } : {}) } };
}

function problem(status: number, message: string): Reply {
  return { status, body: { message, status: false, code: status, errorMessage: message } };
}
