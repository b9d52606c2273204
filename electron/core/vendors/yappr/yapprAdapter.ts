/**
 * Yappr: one record per company and number, global or for a set of agents, with an expiry. An add of a number that is
 * already there answers 200 with the record unchanged; changing it takes a PATCH. Facts: docs/vendors.md.
 */
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { ConnectionSettings, VendorAdapter, VendorConnection, VendorHttp } from '../adapter.ts';
import { documentsNone, findRemoteId, withValue, writtenRecord } from '../answers.ts';
import { bearer, type Caller, type CallRecords, createCaller, type Explanation, type Refusal } from '../caller.ts';
import { otherAnswer, toFailure } from '../failure.ts';
import { createListScan } from '../pagedList.ts';
import { createRemoteNumberReader } from '../remoteNumbers.ts';
import { collectItems, findWithTwins, type ItemResult, readItem } from '../remoteItems.ts';
import { collectTargets } from '../targetList.ts';
import { yapprCapabilities } from './capabilities.ts';
import { toYapprAddBody, toYapprItem, toYapprPatchBody, toYapprTarget } from './mapping.ts';
import {
  readYapprError,
  yapprAgentWire,
  yapprErrorWire,
  yapprFoundWire,
  yapprListWire,
  yapprRecordsAt,
  yapprRecordWire,
  type YapprRecordWire,
  yapprRemovedWire,
} from './wire.ts';

const NAME = 'Yappr';
const LIST = '/do-not-call';
const PAGE_SIZE = yapprCapabilities.pageSize;
// 5,000 agents on pages of twenty, as the documents' example has them; a list that is longer does not end.
const MOST_AGENT_PAGES = 250;

export const yapprAdapter: VendorAdapter = {
  id: 'yappr',
  name: NAME,
  defaultBaseUrl: 'https://api.goyappr.com',
  tokenLabel: 'API key (ypr_live_…, with do_not_call:read, do_not_call:manage and agents:read)',
  settings: [],
  capabilities: yapprCapabilities,
  connect,
};

function connect({ token, region, known }: ConnectionSettings, http: VendorHttp): VendorConnection {
  const errors = { errors: yapprErrorWire, readError: readYapprError };
  const call = explainedCaller(createCaller({ vendor: NAME, http, token, headers: bearer, ...errors }));
  const readNumber = createRemoteNumberReader({ region, known });
  const toItem = (wire: YapprRecordWire, asked?: PhoneNumber) => toYapprItem(wire, readNumber, asked);
  const listTargets = createAgentList(call);

  const lookup = createLookup(call, toItem);

  return {
    ...documentsNone(NAME),
    listTargets,
    lookup,

    test: async (signal) => {
      const query = { limit: 1, offset: 0 };
      const records = { at: yapprRecordsAt, schema: yapprRecordWire, take: () => undefined };
      const list = await call({ method: 'GET', path: LIST, query, schema: yapprListWire, records }, signal);
      if (!list.ok) return list;
      const agents = await listTargets(signal);
      if (agents.ok) {
        const { length } = agents.value;
        const sentence = `Yappr accepts the key, shows its list, and has ${length === 1 ? 'one agent' : `${length} agents`}.`;
        return { ...agents, value: { sentence, targets: length, records: null } };
      }
      if (agents.class !== 'forbidden') return agents;
      const sentence =
        'Yappr accepts the key and shows its list, but not its agents: give the key agents:read to block for single agents.';
      return { ...list, value: { sentence, targets: null, records: null } };
    },

    scan: createListScan({
      vendor: NAME,
      size: PAGE_SIZE,
      by: 'offset',
      listPer: 'account',
      ask: (_scope, { at: offset, size: limit }, take, signal) => {
        const records = { at: yapprRecordsAt, schema: yapprRecordWire, take };
        return call({ method: 'GET', path: LIST, query: { limit, offset }, schema: yapprListWire, records }, signal);
      },
      describe: (hint) => ({ page: null, total: null, hint, more: null }),
      toItem: (item) => readItem(item, yapprRecordWire, (wire) => toItem(wire)),
    }),

    add: async (wanted, signal) => {
      if (wanted.fields.agents?.length === 0)
        return toFailure('bug', 'No agent to block for: that would block for every agent.');
      const body = toYapprAddBody(wanted);
      const answer = await call({ method: 'POST', path: LIST, body, schema: yapprRecordWire }, signal);
      const { number } = wanted;
      const written = writtenRecord(
        NAME,
        withValue(answer, (wire) => toItem(wire, number)),
        number,
      );
      // 201 is a new record; 200 shows the one that was there.
      return withValue(written, (record) => (written.status === 200 ? { ...record, existed: true } : record));
    },

    update: async (record, fields, signal) => {
      const id = await findRemoteId(NAME, lookup, record, signal);
      if (!id.ok) return id;
      const about = { path: pathOf(id.value), body: toYapprPatchBody(fields) };
      const answer = await call({ method: 'PATCH', ...about, schema: yapprRecordWire, explain: explainChange }, signal);
      const { number } = record;
      return writtenRecord(
        NAME,
        withValue(answer, (wire) => toItem(wire, number)),
        number,
      );
    },

    remove: async (record, signal) => {
      const id = await findRemoteId(NAME, lookup, record, signal);
      if (!id.ok) return id;
      const path = pathOf(id.value);
      const answer = await call({ method: 'DELETE', path, schema: yapprRemovedWire, explain: explainEntry }, signal);
      return withValue(answer, () => null);
    },
  };
}

/** A key without the scope that a request needs is a good key: the request alone is forbidden. */
function explainedCaller(call: Caller): Caller {
  return (request, signal) =>
    call(
      { ...request, explain: (refusal) => explainMissingScope(refusal) ?? request.explain?.(refusal) ?? null },
      signal,
    );
}

function explainMissingScope({ status, text, quote }: Refusal): Explanation | null {
  if (status !== 401 || !text.includes('INSUFFICIENT_SCOPE')) return null;
  return { class: 'forbidden', message: `Yappr does not allow this to the key.${quote}` };
}

const pathOf = (id: string) => `${LIST}/${encodeURIComponent(id)}`;

/** By number, which shows one record, and by id for what else is known of the number. */
function createLookup(
  call: Caller,
  toItem: (wire: YapprRecordWire, asked?: PhoneNumber) => ItemResult,
): VendorConnection['lookup'] {
  const lookupByNumber: VendorConnection['lookup'] = async (_scope, number, signal) => {
    const query = { phone: toE164(number) };
    const { take, records, unreadable } = collectItems((item) =>
      readItem(item, yapprRecordWire, (wire) => toItem(wire, number)),
    );
    const asked = { schema: yapprFoundWire, records: { at: yapprRecordsAt, schema: yapprRecordWire, take } };
    const answer = await call({ method: 'GET', path: LIST, query, ...asked, explain: explainEntry }, signal);
    if (!answer.ok) return answer.class === 'notFound' ? { ok: true, value: null, status: 404 } : answer;
    if (answer.value !== null) take({ value: answer.value, isTooLarge: false, mark: () => '' });
    const found = findWithTwins(records, number);
    if (found) return { ...answer, value: found };
    // There are records, but not of this number: the vendor did not understand the question, and nothing follows for
    // the number.
    const isOther = records.length + unreadable.length > 0;
    return isOther ? otherAnswer(NAME, answer.status) : { ...answer, value: null };
  };

  return async (scope, number, signal, ids) => {
    const first = await lookupByNumber(scope, number, signal);
    if (!first.ok || ids === undefined) return first;
    const records = first.value === null ? [] : [first.value];
    for (const id of ids.filter((one) => one !== first.value?.remoteId)) {
      const request = { method: 'GET', path: pathOf(id), schema: yapprRecordWire, explain: explainEntry } as const;
      const one = await call(request, signal);
      if (!one.ok && one.class === 'notFound') continue;
      if (!one.ok) return one;
      const read = toItem(one.value, number);
      if (!read.ok) return otherAnswer(NAME, one.status);
      if (read.record.number === number) records.push(read.record);
    }
    const [record, ...twins] = records;
    return { ...first, value: record === undefined ? null : { ...record, twins } };
  };
}

/**
 * All agents, page by page. The documents do not say how large a page may be, so one that is shorter than was asked for is not the
 * last: the list ends with nothing new.
 */
function createAgentList(call: Caller): VendorConnection['listTargets'] {
  return async (signal) => {
    const agents = collectTargets(NAME, yapprAgentWire, toYapprTarget);
    const records = { at: yapprRecordsAt, schema: yapprAgentWire };
    let came = 0;
    for (let page = 0; page < MOST_AGENT_PAGES; page += 1) {
      const query = { limit: PAGE_SIZE, offset: came };
      const known = agents.count();
      const take: CallRecords['take'] = (record) => {
        came += 1;
        agents.take(record);
      };
      const about = { schema: yapprListWire, records: { ...records, take } };
      const answer = await call({ method: 'GET', path: '/agents', query, ...about }, signal);
      if (!answer.ok) return answer;
      const isLast = agents.count() === known;
      const settled = agents.settle(answer.status);
      if (isLast || !settled.ok) return settled;
    }
    return toFailure('retry', "Yappr's list of agents does not end.");
  };
}

/** The documents give 400 to a change for a number, a past expiry or an agent that is unknown: the text tells which. */
function explainChange(refusal: Refusal): Explanation | null {
  if (refusal.status !== 400 || !/agent/i.test(refusal.text)) return explainEntry(refusal);
  const message = `Yappr takes a block only for active agents, and one of these is none.${refusal.quote}`;
  return { class: 'rejected', message, refusesAgents: true };
}

function explainEntry({ status }: Refusal): Explanation | null {
  return status === 404 ? { class: 'notFound', message: "The number is not on Yappr's list." } : null;
}
