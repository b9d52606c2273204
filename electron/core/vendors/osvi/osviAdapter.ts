/**
 * OSVI: one do-not-disturb list for each agent. The remote list is the agent's id; there is no account-wide list, no
 * update and no bulk add. Facts: vendors.md, section OSVI, and the vendor's own OpenAPI document for the add.
 */
import type { ConnectionSettings, VendorAdapter, VendorConnection } from '../adapter.ts';
import { createCaller, type Explanation, type Refusal } from '../caller.ts';
import { toFailure, toUnsupported } from '../failure.ts';
import { answerFor, createRemoteNumberReader, idOf, readItem, splitItems } from '../remoteItems.ts';
import { finishPage, readCursor } from '../scanGuard.ts';
import { toE164 } from '../../../../shared/domain/numbers/number.ts';
import { osviCapabilities } from './capabilities.ts';
import { toOsviAddBody, toOsviItem } from './mapping.ts';
import { osviAddedWire, osviAgentsWire, osviListWire, osviRecordWire, osviRemovedWire, readOsviError } from './wire.ts';

const NAME = 'OSVI';
const LIST = '/v1/dnd_numbers';
const PAGE_SIZE = 100;

export const osviAdapter: VendorAdapter = {
  id: 'osvi',
  name: NAME,
  defaultBaseUrl: 'https://api.osvi.ai',
  tokenLabel: 'API token (16 characters, in OSVI under Settings → API)',
  settings: [],
  capabilities: osviCapabilities,
  connect,
};

function connect(
  { token, region }: ConnectionSettings,
  http: Parameters<VendorAdapter['connect']>[1],
): VendorConnection {
  const call = createCaller({
    vendor: NAME,
    http,
    token,
    headers: (text) => ({ 'API-Token': text }),
    readError: readOsviError,
  });
  const readNumber = createRemoteNumberReader(region);

  const listTargets: VendorConnection['listTargets'] = async (signal) => {
    const answer = await call({ method: 'GET', path: '/v1/active_agents', schema: osviAgentsWire }, signal);
    if (!answer.ok) return answer;
    const targets = answer.value.map(({ agent_id: remoteId, name, status }) => ({
      remoteId,
      kind: 'agent' as const,
      name: name?.trim() || remoteId,
      active: status === null || status === undefined || status === 'active',
    }));
    return { ...answer, value: targets };
  };

  return {
    listTargets,

    test: async (signal) => {
      const agents = await listTargets(signal);
      if (!agents.ok) return agents;
      const { length } = agents.value;
      const sentence = `OSVI accepts the token and lists ${length === 1 ? 'one active agent' : `${length} active agents`}.`;
      return { ...agents, value: { sentence, targets: length, records: null } };
    },

    scan: async (scope, cursor, signal) => {
      if (scope === '') return missingAgent();
      const state = readCursor(cursor, 1);
      const query = { agent_uuid: scope, page: state.at, per_page: PAGE_SIZE };
      const answer = await call(
        { method: 'GET', path: LIST, query, schema: osviListWire, explain: explainScope },
        signal,
      );
      if (!answer.ok) return answer;
      const { data, meta } = answer.value;
      if (meta.current_page !== state.at) return otherAnswer(answer.status);
      const content = splitItems(
        data.map((item) => readItem(item, osviRecordWire, (wire) => toOsviItem(wire, scope, readNumber))),
      );
      const facts = {
        vendor: NAME,
        cursor: state,
        ids: data.map(idOf),
        total: meta.total_count,
        more: meta.current_page < meta.total_pages ? ('yes' as const) : ('no' as const),
        size: PAGE_SIZE,
        nextAt: state.at + 1,
      };
      return finishPage(facts, content, answer.status);
    },

    lookup: async (scope, number, signal) => {
      if (scope === '') return missingAgent();
      const digits = String(number);
      const query = { agent_uuid: scope, search: digits, page: 1, per_page: PAGE_SIZE };
      const answer = await call(
        { method: 'GET', path: LIST, query, schema: osviListWire, explain: explainScope },
        signal,
      );
      if (!answer.ok) return answer;
      const { records, unreadable } = splitItems(
        answer.value.data.map((item) => readItem(item, osviRecordWire, (wire) => toOsviItem(wire, scope, readNumber))),
      );
      const found = records.find((record) => record.number === number);
      if (found) return { ...answer, value: found };
      // The search is partial, so longer numbers may match; anything else means that it was not this search's answer.
      const strange = unreadable.length > 0 || records.some((record) => !String(record.number).includes(digits));
      return strange || answer.value.meta.total_pages > 1 ? otherAnswer(answer.status) : { ...answer, value: null };
    },

    add: async (wanted, signal) => {
      if (wanted.scope === '') return missingAgent();
      const body = toOsviAddBody(wanted);
      const answer = await call(
        { method: 'POST', path: LIST, body, schema: osviAddedWire, explain: explainAdd },
        signal,
      );
      if (!answer.ok) return answer;
      const item = toOsviItem(answer.value.data, wanted.scope, readNumber);
      const value = item.ok ? answerFor(item.record, new Set([wanted.number])) : undefined;
      if (value !== undefined) return { ...answer, value };
      return { ...otherAnswer(answer.status), effect: 'unknown' };
    },

    addMany: () => Promise.resolve(toUnsupported(NAME, 'add several numbers at once')),
    update: () => Promise.resolve(toUnsupported(NAME, 'change a record that is there')),

    remove: async ({ scope, number }, signal) => {
      if (scope === '') return missingAgent();
      const query = { agent_uuid: scope, phone: toE164(number) };
      const answer = await call(
        { method: 'DELETE', path: LIST, query, schema: osviRemovedWire, explain: explainRemove },
        signal,
      );
      return answer.ok ? { ...answer, value: null } : answer;
    },
  };
}

function missingAgent(): ReturnType<typeof toFailure> {
  return toFailure('bug', 'OSVI keeps its lists by agent, and the request named none.');
}

function otherAnswer(status: number): ReturnType<typeof toFailure> {
  return toFailure('retry', 'OSVI answered another question than the one it was asked.', { status });
}

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
  // The documents give 422 this one meaning; in other words than theirs it is a claim to be looked up.
  const message = `OSVI refused the number, which usually means that it is on the agent's list.${refusal.quote}`;
  return { class: 'alreadyThere', effect: 'unknown', message };
}

function explainRemove(refusal: Refusal): Explanation | null {
  if (refusal.status !== 404) return null;
  return explainScope(refusal) ?? { class: 'notFound', message: "The number is not on this agent's list at OSVI." };
}
