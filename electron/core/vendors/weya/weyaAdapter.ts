/**
 * Weya, and whoever sells the same API under another base URL: one list for the organisation. An add needs the call in
 * which the person asked. `POST /api/dnc/enable-disable` switches all checks off and is never called. Facts: vendors.md,
 * section Weya, and the vendor's page for the add.
 */
import type { VendorAdapter, VendorConnection } from '../adapter.ts';
import { createCaller, type Explanation, type Refusal } from '../caller.ts';
import { toFailure, toUnsupported } from '../failure.ts';
import { createRemoteNumberReader, idOf, readItem, splitItems } from '../remoteItems.ts';
import { finishPage, readCursor } from '../scanGuard.ts';
import { weyaCapabilities } from './capabilities.ts';
import { toWeyaAddBody, toWeyaItem } from './mapping.ts';
import { readWeyaError, weyaDoneWire, weyaListWire, weyaRecordWire, type WeyaRecordWire } from './wire.ts';

const NAME = 'Weya';
const PAGE_SIZE = 100;

export const weyaAdapter: VendorAdapter = {
  id: 'weya',
  name: NAME,
  defaultBaseUrl: null,
  tokenLabel: 'Workspace token (bearer)',
  settings: [],
  capabilities: weyaCapabilities,
  connect,
};

function connect(
  { token }: { readonly token: string },
  http: Parameters<VendorAdapter['connect']>[1],
): VendorConnection {
  const call = createCaller({
    vendor: NAME,
    http,
    token,
    headers: (text) => ({ Authorization: `Bearer ${text}` }),
    readError: readWeyaError,
  });
  const readNumber = createRemoteNumberReader();
  const toItem = (wire: WeyaRecordWire) => toWeyaItem(wire, readNumber);

  const readList = (query: ListQuery, signal: AbortSignal): ReturnType<typeof call<WeyaList>> =>
    call({ method: 'GET', path: '/api/dnc/list', query, schema: weyaListWire }, signal);

  const lookup: VendorConnection['lookup'] = async (_scope, number, signal) => {
    const digits = String(number);
    const answer = await readList({ page: 1, limit: PAGE_SIZE, search: digits }, signal);
    if (!answer.ok) return answer;
    const { dncList, pagination } = answer.value.data;
    const { records } = splitItems(dncList.map((item) => readItem(item, weyaRecordWire, toItem)));
    const found = records.find((record) => record.number === number);
    if (found) return { ...answer, value: found };
    // The search runs over number, type and requestUUID; a hit that holds the digits nowhere answers another search.
    return pagination.totalPages > 1 || !dncList.every((item) => holdsDigits(item, digits))
      ? otherAnswer(answer.status)
      : { ...answer, value: null };
  };

  return {
    test: async (signal) => {
      const answer = await readList({ page: 1, limit: 1 }, signal);
      if (!answer.ok) return answer;
      const records = answer.value.data.pagination.total;
      const sentence = `Weya accepts the token; its list holds ${records === 1 ? 'one number' : `${records} numbers`}.`;
      return { ...answer, value: { sentence, targets: null, records } };
    },

    listTargets: () => Promise.resolve(toUnsupported(NAME, 'list agents or users')),

    scan: async (scope, cursor, signal) => {
      if (scope !== '') return toFailure('bug', 'Weya has one list, and the request named another.');
      const state = readCursor(cursor, 1);
      const answer = await readList({ page: state.at, limit: PAGE_SIZE }, signal);
      if (!answer.ok) return answer;
      const { dncList, pagination } = answer.value.data;
      if (pagination.page !== state.at) return otherAnswer(answer.status);
      const content = splitItems(dncList.map((item) => readItem(item, weyaRecordWire, toItem)));
      const facts = {
        vendor: NAME,
        cursor: state,
        ids: dncList.map(idOf),
        total: pagination.total,
        more: pagination.page < pagination.totalPages ? ('yes' as const) : ('no' as const),
        size: PAGE_SIZE,
        nextAt: state.at + 1,
      };
      return finishPage(facts, content, answer.status);
    },

    lookup,

    add: async (wanted, signal) => {
      const { callReference } = wanted;
      if (!callReference?.batchId || !callReference.requestUuid) {
        return toFailure(
          'needsInput',
          'Weya takes a number only with the call in which the person asked. Enter its batch id and request UUID.',
        );
      }
      const body = toWeyaAddBody(wanted, callReference);
      const answer = await call(
        { method: 'POST', path: '/api/dnc/add', body, schema: weyaDoneWire, explain: explainAdd },
        signal,
      );
      return answer.ok ? { ...answer, value: null } : answer;
    },

    addMany: () => Promise.resolve(toUnsupported(NAME, 'add several numbers at once')),
    update: () => Promise.resolve(toUnsupported(NAME, 'change a record that is there')),

    remove: async (record, signal) => {
      let { remoteId } = record;
      if (remoteId === null) {
        const found = await lookup(record.scope, record.number, signal);
        if (!found.ok) return found;
        if (found.value === null)
          return toFailure('notFound', "The number is not on Weya's list.", { status: found.status });
        ({ remoteId } = found.value);
      }
      const path = `/api/dnc/delete/${encodeURIComponent(remoteId ?? '')}`;
      const answer = await call({ method: 'DELETE', path, schema: weyaDoneWire, explain: explainRemove }, signal);
      return answer.ok ? { ...answer, value: null } : answer;
    },
  };
}

type ListQuery = { readonly page: number; readonly limit: number; readonly search?: string };
type WeyaList = {
  readonly data: {
    readonly dncList: readonly unknown[];
    readonly pagination: { readonly total: number; readonly page: number; readonly totalPages: number };
  };
};

function otherAnswer(status: number): ReturnType<typeof toFailure> {
  return toFailure('retry', 'Weya answered another question than the one it was asked.', { status });
}

function holdsDigits(item: unknown, digits: string): boolean {
  const parsed = weyaRecordWire.safeParse(item);
  if (!parsed.success) return false;
  const { phoneNumber, type, requestUUID } = parsed.data;
  return [phoneNumber, type, requestUUID].some((text) => text?.includes(digits));
}

/**
 * 400 means a missing field or a number that is there already; we send every field, but a number that Weya cannot read
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
