/**
 * Fluents: one list for the environment that the key belongs to. Add (one or many) and list, nothing else: no look-up,
 * update or removal is documented. Facts: vendors.md, section Fluents, and the vendor's OpenAPI document for the add.
 */
import type { ConnectionSettings, VendorAdapter, VendorConnection } from '../adapter.ts';
import { createCaller, type Explanation, type Refusal } from '../caller.ts';
import { toFailure, toUnsupported } from '../failure.ts';
import { answerFor, createRemoteNumberReader, idOf, readItem, splitItems } from '../remoteItems.ts';
import { finishPage, readCursor } from '../scanGuard.ts';
import { fluentsCapabilities } from './capabilities.ts';
import { toFluentsAddBody, toFluentsItem } from './mapping.ts';
import { fluentsBulkWire, fluentsListWire, fluentsRecordWire, readFluentsError } from './wire.ts';

const NAME = 'Fluents';
const LIST = '/v1/dnc_numbers/list';
const PAGE_SIZE = 100;

export const fluentsAdapter: VendorAdapter = {
  id: 'fluents',
  name: NAME,
  defaultBaseUrl: 'https://api.fluents.ai',
  tokenLabel: 'API key of one environment',
  settings: [
    {
      key: 'userId',
      label: 'User id',
      help: 'Only if Fluents told you to block for one user: it is sent with every number. Leave it empty to block for the whole environment.',
      required: false,
    },
    {
      key: 'listType',
      label: 'List type',
      help: "Fluents' list takes a type and does not document its values. Leave it empty unless Fluents told you another value.",
      required: false,
    },
  ],
  capabilities: fluentsCapabilities,
  connect,
};

function connect(
  { token, settings, region }: ConnectionSettings,
  http: Parameters<VendorAdapter['connect']>[1],
): VendorConnection {
  const userId = settings['userId']?.trim() || null;
  const listType = settings['listType']?.trim() || (userId === null ? 'global' : 'user');
  const owner = userId === null ? {} : { userId };
  const call = createCaller({
    vendor: NAME,
    http,
    token,
    headers: (text) => ({ Authorization: `Bearer ${text}` }),
    readError: readFluentsError,
  });
  const readNumber = createRemoteNumberReader(region);

  // Every parameter is marked required, so every one is sent; oldest first, so that a new record moves no other page.
  const readPage = (page: number, size: number, signal: AbortSignal): ReturnType<typeof call<ListPage>> => {
    const query = { type: listType, page, size, sort_column: 'createdAt', sort_desc: 'false', filters: '{}' };
    return call({ method: 'GET', path: LIST, query, schema: fluentsListWire }, signal);
  };

  return {
    test: async (signal) => {
      const answer = await readPage(1, 1, signal);
      if (!answer.ok) return answer;
      const sentence = 'Fluents accepts the key and shows the list of its environment.';
      return { ...answer, value: { sentence, targets: null, records: null } };
    },

    listTargets: () => Promise.resolve(toUnsupported(NAME, 'list agents or users')),

    scan: async (scope, cursor, signal) => {
      if (scope !== '') return toFailure('bug', `Fluents has one list, and the request named another.`);
      const state = readCursor(cursor, 1);
      const answer = await readPage(state.at, PAGE_SIZE, signal);
      if (!answer.ok) return answer;
      const { items, page, has_more: hasMore } = answer.value;
      if (page !== null && page !== state.at) return otherAnswer(answer.status);
      const content = splitItems(
        items.map((item) => readItem(item, fluentsRecordWire, (wire) => toFluentsItem(wire, userId, readNumber))),
      );
      const facts = {
        vendor: NAME,
        cursor: state,
        ids: items.map(idOf),
        total: null,
        more: hasMore === null ? ('unsaid' as const) : hasMore ? ('yes' as const) : ('no' as const),
        size: PAGE_SIZE,
        nextAt: state.at + 1,
      };
      return finishPage(facts, content, answer.status);
    },

    lookup: () => Promise.resolve(toUnsupported(NAME, 'look up one number')),

    add: async (wanted, signal) => {
      const body = { ...toFluentsAddBody(wanted), ...owner };
      const path = '/v1/dnc_numbers/create';
      const answer = await call({ method: 'POST', path, body, schema: fluentsRecordWire, explain: explainAdd }, signal);
      if (!answer.ok) return answer;
      const item = toFluentsItem(answer.value, userId, readNumber);
      const value = item.ok ? answerFor(item.record, new Set([wanted.number])) : undefined;
      if (value !== undefined) return { ...answer, value };
      return { ...otherAnswer(answer.status), effect: 'unknown' };
    },

    addMany: async (wanted, signal) => {
      const body = { phoneNumbers: wanted.map(toFluentsAddBody), ...owner };
      const path = '/v1/dnc_numbers/bulk';
      const answer = await call({ method: 'POST', path, body, schema: fluentsBulkWire, explain: explainAdd }, signal);
      if (!answer.ok) return answer;
      const { records } = splitItems(
        answer.value.map((item) =>
          readItem(item, fluentsRecordWire, (wire) => toFluentsItem(wire, userId, readNumber)),
        ),
      );
      const asked = new Set(wanted.map(({ number }) => number));
      return { ...answer, value: records.flatMap((record) => answerFor(record, asked) ?? []) };
    },

    update: () => Promise.resolve(toUnsupported(NAME, 'change a record that is there')),
    remove: () => Promise.resolve(toUnsupported(NAME, 'remove a number')),
  };
}

type ListPage = { readonly items: readonly unknown[]; readonly page: number | null; readonly has_more: boolean | null };

function otherAnswer(status: number): ReturnType<typeof toFailure> {
  return toFailure('retry', 'Fluents answered another question than the one it was asked.', { status });
}

/** What a duplicate answers is not documented, so a refusal that speaks of one is a claim to be checked by a scan. */
function explainAdd({ status, text, quote }: Refusal): Explanation | null {
  if (status < 400 || status >= 500 || !/already|duplicate|exists/i.test(text)) return null;
  return { class: 'alreadyThere', effect: 'unknown', message: `Fluents says that the number is on its list.${quote}` };
}
