/**
 * OSVI: one do-not-disturb list per agent. The remote list is the agent's id; there is no account-wide list, no update
 * and no bulk add. Facts: docs/vendors.md.
 */
import { toHomeDigits } from '../../../../shared/domain/numbers/homeDigits.ts';
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { ConnectionSettings, VendorAdapter, VendorConnection, VendorHttp } from '../adapter.ts';
import { documentsNone, withValue, writtenRecord } from '../answers.ts';
import { type CallRecords, createCaller, type Explanation, type Refusal } from '../caller.ts';
import { otherAnswer } from '../failure.ts';
import { createListScan, isMoreAfter, isPartOf, missingAgent } from '../pagedList.ts';
import { createRemoteNumberReader } from '../remoteNumbers.ts';
import { collectItems, findWithTwins, readItem } from '../remoteItems.ts';
import { collectTargets } from '../targetList.ts';
import { osviCapabilities } from './capabilities.ts';
import { toOsviAddBody, toOsviItem, toOsviTarget } from './mapping.ts';
import {
  osviAddedWire,
  osviAgentsAt,
  osviAgentsWire,
  osviAgentWire,
  osviErrorWire,
  type OsviListWire,
  osviListWire,
  osviRecordsAt,
  osviRecordWire,
  osviRemovedWire,
  readOsviError,
} from './wire.ts';

const NAME = 'OSVI';
const LIST = '/v1/dnd_numbers';
const PAGE_SIZE = osviCapabilities.pageSize;

export const osviAdapter: VendorAdapter = {
  id: 'osvi',
  name: NAME,
  defaultBaseUrl: 'https://api.osvi.ai',
  tokenLabel: 'API token (16 characters, in OSVI under Settings → API)',
  settings: [],
  capabilities: osviCapabilities,
  connect,
};

function connect({ token, region, known }: ConnectionSettings, http: VendorHttp): VendorConnection {
  const headers = (text: string) => ({ 'API-Token': text });
  const errors = { errors: osviErrorWire, readError: readOsviError };
  const call = createCaller({ vendor: NAME, http, token, headers, ...errors });
  const readNumber = createRemoteNumberReader({ region, known });
  const toItem = (item: unknown, scope: RemoteList, asked?: PhoneNumber) =>
    readItem(item, osviRecordWire, (wire) => toOsviItem(wire, { scope, asked }, readNumber));
  const readList = (
    query: ListQuery,
    take: CallRecords['take'],
    signal: AbortSignal,
  ): ReturnType<typeof call<OsviListWire>> => {
    const records = { at: osviRecordsAt, schema: osviRecordWire, take };
    return call({ method: 'GET', path: LIST, query, schema: osviListWire, records, explain: explainScope }, signal);
  };

  const listTargets: VendorConnection['listTargets'] = async (signal) => {
    const { take, settle } = collectTargets(NAME, osviAgentWire, toOsviTarget);
    const records = { at: osviAgentsAt, schema: osviAgentWire, take };
    const answer = await call({ method: 'GET', path: '/v1/active_agents', schema: osviAgentsWire, records }, signal);
    return answer.ok ? settle(answer.status) : answer;
  };

  return {
    ...documentsNone(NAME),
    listTargets,

    test: async (signal) =>
      withValue(await listTargets(signal), ({ length }) => {
        const agents = length === 1 ? 'one active agent' : `${length} active agents`;
        return { sentence: `OSVI accepts the token and lists ${agents}.`, targets: length, records: null };
      }),

    scan: createListScan({
      vendor: NAME,
      size: PAGE_SIZE,
      by: 'page',
      listPer: 'agent',
      ask: (scope, { at, size }, take, signal) =>
        readList({ agent_uuid: scope, page: at, per_page: size }, take, signal),
      describe: ({ meta: { current_page: page, total_pages: pages, total_count: total } }) => ({
        page,
        total: total ?? null,
        more: isMoreAfter(page, pages),
      }),
      toItem,
    }),

    lookup: async (scope, number, signal) => {
      if (scope === '') return missingAgent(NAME);
      // The search is partial, and the vendor may keep numbers without their country code.
      const digits = toHomeDigits(number);
      const { take, records, unreadable, ids } = collectItems((item) => toItem(item, scope, number));
      const query = { agent_uuid: scope, search: digits, page: 1, per_page: PAGE_SIZE };
      const answer = await readList(query, take, signal);
      if (!answer.ok) return answer;
      const found = findWithTwins(records, number);
      if (found) return { ...answer, value: found };
      // Longer numbers may match; any other number means that this answers another search.
      const strange = unreadable.length > 0 || records.some((record) => !String(record.number).includes(digits));
      const { total_pages: pages, per_page: most } = answer.value.meta;
      const isOther = strange || isPartOf(ids.length, { pages, most: most ?? PAGE_SIZE });
      return isOther ? otherAnswer(NAME, answer.status) : { ...answer, value: null };
    },

    add: async (wanted, signal) => {
      const { scope, number } = wanted;
      if (scope === '') return missingAgent(NAME);
      const body = toOsviAddBody(wanted);
      const request = { method: 'POST', path: LIST, body, schema: osviAddedWire, explain: explainAdd } as const;
      const answer = await call(request, signal);
      return writtenRecord(
        NAME,
        withValue(answer, ({ data }) => toOsviItem(data, { scope, asked: number }, readNumber)),
        number,
      );
    },

    remove: async ({ scope, number }, signal) => {
      if (scope === '') return missingAgent(NAME);
      const query = { agent_uuid: scope, phone: toE164(number) };
      const request = { method: 'DELETE', path: LIST, query, schema: osviRemovedWire, explain: explainRemove } as const;
      return withValue(await call(request, signal), () => null);
    },
  };
}

type ListQuery = {
  readonly agent_uuid: string;
  readonly page: number;
  readonly per_page: number;
  readonly search?: string;
};

function explainScope({ status, text }: Refusal): Explanation | null {
  if (status !== 404 || text !== 'agent_not_found') return null;
  return { class: 'rejected', message: 'OSVI no longer knows this agent.', listGone: true };
}

function explainAdd(refusal: Refusal): Explanation | null {
  if (refusal.status !== 422) return explainScope(refusal);
  if (/already/i.test(refusal.text)) {
    return { class: 'alreadyThere', message: "The number is already on this agent's list at OSVI." };
  }
  if (/invalid|not a valid|blank|too (short|long)/i.test(refusal.text)) return null;
  // The documents give 422 only this meaning; in words other than theirs, it is a claim that a look-up has to check.
  const message = `OSVI refused the number, which usually means that it is on the agent's list.${refusal.quote}`;
  return { class: 'alreadyThere', effect: 'unknown', message };
}

function explainRemove(refusal: Refusal): Explanation | null {
  if (refusal.status !== 404) return null;
  return explainScope(refusal) ?? { class: 'notFound', message: "The number is not on this agent's list at OSVI." };
}
