/**
 * Fluents: one list for the environment that the key belongs to. Add (one or many) and list, nothing else: no look-up,
 * update or removal is documented. Facts: docs/vendors.md.
 */
import { mayMean, toBareDigits } from '../../../../shared/domain/numbers/homeDigits.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { ConnectionSettings, VendorAdapter, VendorConnection, VendorHttp } from '../adapter.ts';
import { documentsNone, withValue, writtenRecord } from '../answers.ts';
import { bearer, type CallRecords, createCaller, type Explanation, type Refusal } from '../caller.ts';
import { type AskedPage, createListScan } from '../pagedList.ts';
import { createRemoteNumberReader } from '../remoteNumbers.ts';
import { answerFor, readItem, splitItems } from '../remoteItems.ts';
import { readCount } from '../saidCount.ts';
import { fluentsCapabilities } from './capabilities.ts';
import { toFluentsAddBody, toFluentsItem } from './mapping.ts';
import {
  fluentsBulkWire,
  fluentsErrorWire,
  type FluentsListWire,
  fluentsListWire,
  fluentsRecordsAt,
  fluentsRecordWire,
  type FluentsRecordWire,
  readFluentsError,
} from './wire.ts';

const NAME = 'Fluents';
const LIST = '/v1/dnc_numbers/list';
const PAGE_SIZE = fluentsCapabilities.pageSize;

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

function connect({ token, settings, region, known }: ConnectionSettings, http: VendorHttp): VendorConnection {
  const userId = settings['userId']?.trim() || null;
  const listType = settings['listType']?.trim() || (userId === null ? 'global' : 'user');
  const owner = userId === null ? {} : { userId };
  const errors = { errors: fluentsErrorWire, readError: readFluentsError };
  const call = createCaller({ vendor: NAME, http, token, headers: bearer, ...errors });
  const readNumber = createRemoteNumberReader({ region, known });
  const toItem = (wire: FluentsRecordWire, asked?: PhoneNumber) => toFluentsItem(wire, userId, readNumber, asked);

  // Every parameter is marked required, so every one is sent; oldest first, so that a new record moves no other page. Only a
  // look at the head asks for the newest first.
  const readPage = (
    { at: page, size, isNewestFirst }: AskedPage,
    take: CallRecords['take'],
    signal: AbortSignal,
  ): ReturnType<typeof call<FluentsListWire>> => {
    const order = { sort_column: 'createdAt', sort_desc: String(isNewestFirst) };
    const query = { type: listType, page, size, ...order, filters: '{}' };
    const records = { at: fluentsRecordsAt, schema: fluentsRecordWire, take };
    return call({ method: 'GET', path: LIST, query, schema: fluentsListWire, records }, signal);
  };

  return {
    ...documentsNone(NAME),

    test: async (signal) =>
      withValue(await readPage({ at: 1, size: 1, isNewestFirst: false }, () => undefined, signal), () => {
        const sentence = 'Fluents accepts the key and shows the list of its environment.';
        return { sentence, targets: null, records: null };
      }),

    scan: createListScan({
      vendor: NAME,
      size: PAGE_SIZE,
      by: 'page',
      listPer: 'account',
      ask: (_scope, page, take, signal) => readPage(page, take, signal),
      describe: ({ page, has_more: more, ...counts }) => ({ page, total: null, hint: readCount(counts), more }),
      toItem: (item) => readItem(item, fluentsRecordWire, (wire) => toItem(wire)),
    }),

    add: async (wanted, signal) => {
      const body = { ...toFluentsAddBody(wanted), ...owner };
      const path = '/v1/dnc_numbers/create';
      const answer = await call({ method: 'POST', path, body, schema: fluentsRecordWire, explain: explainAdd }, signal);
      const { number } = wanted;
      return writtenRecord(
        NAME,
        withValue(answer, (wire) => toItem(wire, number)),
        number,
      );
    },

    addMany: async (wanted, signal) => {
      const body = { phoneNumbers: wanted.map(toFluentsAddBody), ...owner };
      const path = '/v1/dnc_numbers/bulk';
      const answer = await call({ method: 'POST', path, body, schema: fluentsBulkWire, explain: explainAdd }, signal);
      const asked = new Set(wanted.map(({ number }) => number));
      const readAnswer = (wire: FluentsRecordWire) => toItem(wire, findMeant(wire.phoneNumber, asked));
      return withValue(answer, (items) =>
        splitItems(items.map((item) => readItem(item, fluentsRecordWire, readAnswer))).records.flatMap(
          (record) => answerFor(record, asked) ?? [],
        ),
      );
    },
  };
}

/** The number among those that were sent together that a text without its plus means: no two of them are written alike. */
function findMeant(text: string, asked: ReadonlySet<PhoneNumber>): PhoneNumber | undefined {
  const bare = toBareDigits(text);
  return [...asked].find((number) => mayMean(bare, number));
}

/**
 * The documents do not say how a duplicate is answered, so a refusal that speaks of one is a claim that a scan has to
 * check.
 */
function explainAdd({ status, text, quote }: Refusal): Explanation | null {
  if (status < 400 || status >= 500 || !/already|duplicate|exists/i.test(text)) return null;
  return { class: 'alreadyThere', effect: 'unknown', message: `Fluents says that the number is on its list.${quote}` };
}
