/**
 * Yappr: one record for a company and number, global or for a set of agents, with an expiry. An add of a number that is
 * there answers 200 with the record unchanged; changing it takes a PATCH. Facts: vendors.md, section Yappr, and the
 * vendor's page for the add.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteRecord, RemoteTarget } from '../../../../shared/domain/vendor/remote.ts';
import type { ConnectionSettings, VendorAdapter, VendorConnection, VendorResult } from '../adapter.ts';
import { createCaller, type Explanation, type Refusal } from '../caller.ts';
import { toFailure, toUnsupported } from '../failure.ts';
import { answerFor, createRemoteNumberReader, idOf, readItem, splitItems } from '../remoteItems.ts';
import { finishPage, readCursor } from '../scanGuard.ts';
import { toE164 } from '../../../../shared/domain/numbers/number.ts';
import { yapprCapabilities } from './capabilities.ts';
import { toYapprAddBody, toYapprItem, toYapprPatchBody } from './mapping.ts';
import {
  readYapprError,
  yapprAgentWire,
  yapprFoundWire,
  yapprListWire,
  yapprRecordWire,
  type YapprRecordWire,
  yapprRemovedWire,
} from './wire.ts';

const NAME = 'Yappr';
const LIST = '/do-not-call';
const PAGE_SIZE = 100;
// No company has 10,000 agents; a list that long does not end.
const MOST_AGENT_PAGES = 100;

export const yapprAdapter: VendorAdapter = {
  id: 'yappr',
  name: NAME,
  defaultBaseUrl: 'https://api.goyappr.com',
  tokenLabel: 'API key (ypr_live_…, with do_not_call:read, do_not_call:manage and agents:read)',
  settings: [],
  capabilities: yapprCapabilities,
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
    headers: (text) => ({ Authorization: `Bearer ${text}` }),
    readError: readYapprError,
  });
  const readNumber = createRemoteNumberReader(region);
  const toItem = (wire: YapprRecordWire) => toYapprItem(wire, readNumber);

  /** The record that a write answered, if it is this number's; else the write's effect has to be read back. */
  const checkRecord = (answer: VendorResult<YapprRecordWire>, number: PhoneNumber): VendorResult<RemoteRecord> => {
    if (!answer.ok) return answer;
    const item = toItem(answer.value);
    const value = item.ok ? answerFor(item.record, new Set([number])) : undefined;
    if (value !== undefined) return { ...answer, value };
    return { ...otherAnswer(answer.status), effect: 'unknown' };
  };

  const lookup: VendorConnection['lookup'] = async (_scope, number, signal) => {
    const query = { phone: toE164(number) };
    const answer = await call(
      { method: 'GET', path: LIST, query, schema: yapprFoundWire, explain: explainEntry },
      signal,
    );
    if (!answer.ok) return answer.class === 'notFound' ? { ok: true, value: null, status: 404 } : answer;
    const { records } = splitItems(answer.value.map((item) => readItem(item, yapprRecordWire, toItem)));
    const found = records.find((record) => record.number === number);
    if (found) return { ...answer, value: found };
    // Records, but not this number's: the question was not understood, and nothing follows for the number.
    return answer.value.length > 0 ? otherAnswer(answer.status) : { ...answer, value: null };
  };

  const findId = async (record: RemoteRecord, signal: AbortSignal): Promise<VendorResult<string>> => {
    if (record.remoteId !== null) return { ok: true, value: record.remoteId, status: 200 };
    const found = await lookup(record.scope, record.number, signal);
    if (!found.ok) return found;
    if (found.value?.remoteId) return { ...found, value: found.value.remoteId };
    return toFailure('notFound', "The number is not on Yappr's list.", { status: found.status });
  };

  const listTargets: VendorConnection['listTargets'] = async (signal) => {
    const targets = new Map<string, RemoteTarget>();
    for (let page = 0; page < MOST_AGENT_PAGES; page += 1) {
      const query = { limit: PAGE_SIZE, offset: page * PAGE_SIZE };
      const answer = await call({ method: 'GET', path: '/agents', query, schema: yapprListWire }, signal);
      if (!answer.ok) return answer;
      const known = targets.size;
      for (const item of answer.value) {
        const agent = yapprAgentWire.safeParse(item);
        if (!agent.success)
          return toFailure('retry', 'Yappr lists an agent in a form that its documents do not describe.', {
            status: answer.status,
          });
        const { id: remoteId, name, is_active: active } = agent.data;
        targets.set(remoteId, { remoteId, kind: 'agent', name: name?.trim() || remoteId, active: active ?? true });
      }
      const isLast = answer.value.length < PAGE_SIZE || targets.size === known;
      if (isLast) return { ...answer, value: [...targets.values()] };
    }
    return toFailure('retry', "Yappr's list of agents does not end.");
  };

  return {
    listTargets,
    lookup,

    test: async (signal) => {
      const list = await call(
        { method: 'GET', path: LIST, query: { limit: 1, offset: 0 }, schema: yapprListWire },
        signal,
      );
      if (!list.ok) return list;
      const agents = await listTargets(signal);
      if (agents.ok) {
        const { length } = agents.value;
        const sentence = `Yappr accepts the key, shows its list, and has ${length === 1 ? 'one agent' : `${length} agents`}.`;
        return { ...agents, value: { sentence, targets: length, records: null } };
      }
      if (agents.class !== 'auth') return agents;
      const sentence =
        'Yappr accepts the key and shows its list, but not its agents: give the key agents:read to block for single agents.';
      return { ...list, value: { sentence, targets: null, records: null } };
    },

    scan: async (scope, cursor, signal) => {
      if (scope !== '') return toFailure('bug', 'Yappr has one list, and the request named another.');
      const state = readCursor(cursor, 0);
      const query = { limit: PAGE_SIZE, offset: state.at };
      const answer = await call({ method: 'GET', path: LIST, query, schema: yapprListWire }, signal);
      if (!answer.ok) return answer;
      const items = answer.value;
      const content = splitItems(items.map((item) => readItem(item, yapprRecordWire, toItem)));
      const facts = {
        vendor: NAME,
        cursor: state,
        ids: items.map(idOf),
        total: null,
        more: 'unsaid' as const,
        size: PAGE_SIZE,
        // By what came, not by what was asked for: the vendor may cut a page shorter.
        nextAt: state.at + items.length,
      };
      return finishPage(facts, content, answer.status);
    },

    add: async (wanted, signal) => {
      if (wanted.fields.agents?.length === 0)
        return toFailure('bug', 'No agent to block for: that would block for every agent.');
      const body = toYapprAddBody(wanted);
      return checkRecord(
        await call({ method: 'POST', path: LIST, body, schema: yapprRecordWire }, signal),
        wanted.number,
      );
    },

    addMany: () => Promise.resolve(toUnsupported(NAME, 'add several numbers at once')),

    update: async (record, fields, signal) => {
      const id = await findId(record, signal);
      if (!id.ok) return id;
      const path = `${LIST}/${encodeURIComponent(id.value)}`;
      const body = toYapprPatchBody(fields);
      const answer = await call(
        { method: 'PATCH', path, body, schema: yapprRecordWire, explain: explainEntry },
        signal,
      );
      return checkRecord(answer, record.number);
    },

    remove: async (record, signal) => {
      const id = await findId(record, signal);
      if (!id.ok) return id;
      const path = `${LIST}/${encodeURIComponent(id.value)}`;
      const answer = await call({ method: 'DELETE', path, schema: yapprRemovedWire, explain: explainEntry }, signal);
      return answer.ok ? { ...answer, value: null } : answer;
    },
  };
}

function otherAnswer(status: number): ReturnType<typeof toFailure> {
  return toFailure('retry', 'Yappr answered another question than the one it was asked.', { status });
}

function explainEntry({ status }: Refusal): Explanation | null {
  return status === 404 ? { class: 'notFound', message: "The number is not on Yappr's list." } : null;
}
