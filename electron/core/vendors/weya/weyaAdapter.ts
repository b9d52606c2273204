/**
 * Weya, and every vendor that sells the same API under another base URL: one list for the organisation. An add needs
 * the call in which the person asked. `POST /api/dnc/enable-disable` switches all checks off and is never called.
 * Facts: docs/vendors.md.
 */
import { toHomeDigits } from '../../../../shared/domain/numbers/homeDigits.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { ConnectionSettings, VendorAdapter, VendorConnection, VendorHttp } from '../adapter.ts';
import { documentsNone, findRemoteId, withValue } from '../answers.ts';
import { bearer, type CallRecords, createCaller, type Explanation, type Refusal } from '../caller.ts';
import { otherAnswer, toFailure } from '../failure.ts';
import { createListScan, isMoreAfter, isPartOf } from '../pagedList.ts';
import { createRemoteNumberReader } from '../remoteNumbers.ts';
import { collectItems, findWithTwins, readItem } from '../remoteItems.ts';
import { weyaCapabilities } from './capabilities.ts';
import { toWeyaAddBody, toWeyaItem } from './mapping.ts';
import {
  readWeyaError,
  weyaDoneWire,
  weyaErrorWire,
  type WeyaListWire,
  weyaListWire,
  weyaRecordsAt,
  weyaRecordWire,
} from './wire.ts';

const NAME = 'Weya';
const PAGE_SIZE = weyaCapabilities.pageSize;

export const weyaAdapter: VendorAdapter = {
  id: 'weya',
  name: NAME,
  defaultBaseUrl: null,
  tokenLabel: 'Workspace token (bearer)',
  settings: [],
  capabilities: weyaCapabilities,
  connect,
};

function connect({ token, region, known }: ConnectionSettings, http: VendorHttp): VendorConnection {
  const errors = { errors: weyaErrorWire, readError: readWeyaError };
  const call = createCaller({ vendor: NAME, http, token, headers: bearer, ...errors });
  const readNumber = createRemoteNumberReader({ region, known, isBareWhole: true });
  const toItem = (item: unknown, asked?: PhoneNumber) =>
    readItem(item, weyaRecordWire, (wire) => toWeyaItem(wire, readNumber, asked));
  const readList = (
    query: ListQuery,
    take: CallRecords['take'],
    signal: AbortSignal,
  ): ReturnType<typeof call<WeyaListWire>> => {
    const records = { at: weyaRecordsAt, schema: weyaRecordWire, take };
    return call({ method: 'GET', path: '/api/dnc/list', query, schema: weyaListWire, records }, signal);
  };

  const lookup: VendorConnection['lookup'] = async (_scope, number, signal) => {
    // The search is partial, and the vendor may keep numbers without their country code.
    const digits = toHomeDigits(number);
    const { take, records, ids } = collectItems((item) => toItem(item, number));
    let isStrange = false;
    const takeAndLook: CallRecords['take'] = (record) => {
      isStrange ||= !holdsDigits(record.value, digits);
      take(record);
    };
    const answer = await readList({ page: 1, limit: PAGE_SIZE, search: digits }, takeAndLook, signal);
    if (!answer.ok) return answer;
    const found = findWithTwins(records, number);
    if (found) return { ...answer, value: found };
    // The search covers number, type and requestUUID; a hit without these digits anywhere answers another search.
    const { pagination } = answer.value.data;
    const size = { pages: pagination.totalPages, most: pagination.limit ?? PAGE_SIZE };
    const isOther = isPartOf(ids.length, size) || isStrange;
    return isOther ? otherAnswer(NAME, answer.status) : { ...answer, value: null };
  };

  return {
    ...documentsNone(NAME),
    lookup,

    test: async (signal) =>
      withValue(await readList({ page: 1, limit: 1 }, () => undefined, signal), ({ data }) => {
        const records = data.pagination.total ?? null;
        const holds = `its list holds ${records === 1 ? 'one number' : `${records} numbers`}`;
        const sentence = `Weya accepts the token; ${records === null ? 'it shows its list' : holds}.`;
        return { sentence, targets: null, records };
      }),

    scan: createListScan({
      vendor: NAME,
      size: PAGE_SIZE,
      by: 'page',
      listPer: 'account',
      ask: (_scope, { at, size }, take, signal) => readList({ page: at, limit: size }, take, signal),
      describe: ({ data: { pagination } }) => ({
        page: pagination.page,
        total: pagination.total ?? null,
        more: isMoreAfter(pagination.page, pagination.totalPages),
      }),
      toItem: (item) => toItem(item),
    }),

    add: async (wanted, signal) => {
      const { callReference } = wanted;
      if (!callReference?.batchId || !callReference.requestUuid) {
        return toFailure(
          'needsInput',
          'Weya takes a number only with the call in which the person asked. Enter its batch id and request UUID.',
        );
      }
      const body = toWeyaAddBody(wanted, callReference);
      const path = '/api/dnc/add';
      return withValue(
        await call({ method: 'POST', path, body, schema: weyaDoneWire, explain: explainAdd }, signal),
        () => null,
      );
    },

    remove: async (record, signal) => {
      const id = await findRemoteId(NAME, lookup, record, signal);
      if (!id.ok) return id;
      const path = `/api/dnc/delete/${encodeURIComponent(id.value)}`;
      return withValue(
        await call({ method: 'DELETE', path, schema: weyaDoneWire, explain: explainRemove }, signal),
        () => null,
      );
    },
  };
}

type ListQuery = { readonly page: number; readonly limit: number; readonly search?: string };

function holdsDigits(item: unknown, digits: string): boolean {
  const parsed = weyaRecordWire.safeParse(item);
  if (!parsed.success) return false;
  const { phoneNumber, type, requestUUID } = parsed.data;
  return [phoneNumber, type, requestUUID].some((text) => text?.includes(digits));
}

/**
 * 400 means a missing field, or a number that is already there. We send every field, but a number that Weya cannot read
 * answers 400 too. So "already there" is a claim: the effect stays unknown until the number is looked up.
 */
function explainAdd({ status, quote }: Refusal): Explanation | null {
  if (status === 400) {
    const message = `Weya refused the number, which usually means that it is on its list.${quote}`;
    return { class: 'alreadyThere', effect: 'unknown', message };
  }
  if (status === 404) {
    return {
      class: 'needsInput',
      message: `Weya does not know the call that was given. Enter another batch id and request UUID.${quote}`,
    };
  }
  return null;
}

function explainRemove({ status, quote }: Refusal): Explanation | null {
  if (status === 404) return { class: 'notFound', message: "The number is not on Weya's list." };
  if (status === 403)
    return { class: 'rejected', message: `This record belongs to another organisation at Weya.${quote}` };
  return null;
}
