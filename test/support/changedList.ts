// A vendor's list as its own server sends it, changed on its way: for answers of a size or a form that no sandbox makes,
// whatever the vendor. The real adapter asks a server between, which asks the sandbox.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { startChangedVendor } from './changedVendor.ts';
import { type ConnectedVendor, type ConnectOptions, connectVendor } from './connectVendor.ts';
import { listFor, noRateLimits } from './vendors.ts';

export type WireRecord = Record<string, unknown>;

/** The records of a list in an answer, wherever they stand; undefined where there is no list with records. */
export function findRecords(json: unknown): WireRecord[] | undefined {
  if (Array.isArray(json)) return json.every(isObject) && json.length > 0 ? json : undefined;
  if (!isObject(json)) return undefined;
  for (const value of Object.values(json)) {
    const found = findRecords(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The member under which a vendor gives the id of a record, or of an agent whose id is known. */
export function idKeyOf(record: WireRecord, id?: string): string {
  const key = Object.keys(record).find((name) => (id === undefined ? /^_?id$/.test(name) : record[name] === id));
  if (key === undefined) throw new Error('the record has no id');
  return key;
}

/** The same value with the members of its objects the other way round. */
export function turned(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(turned);
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json)
      .toReversed()
      .map(([key, value]) => [key, turned(value)]),
  );
}

function isObject(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface ChangedList {
  readonly connected: ConnectedVendor;
  /** The list that is changed: the one agent's, or the account's. */
  readonly list: string;
}

/** What becomes of the text of an answer that has records; of any other nothing is changed. */
export type ChangeText = (json: unknown, records: WireRecord[]) => string;

/** Registers the hooks of a test file; call it once at the top. `count`: how many records the vendor has. */
export function useChangedList(): (
  vendor: string,
  count: number,
  change: ChangeText,
  options?: Pick<ConnectOptions, 'limits' | 'timeoutMs'>,
) => Promise<ChangedList> {
  let sandbox: Sandbox | undefined;
  const open: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    sandbox = await createSandbox({ rateLimits: noRateLimits });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((close) => close()));
  });
  afterAll(() => sandbox?.close());
  return async (vendor, count, change, options = {}) => {
    if (sandbox === undefined) throw new Error('the sandbox runs only while tests do');
    const { control } = sandbox;
    const tenant = control.createTenant({
      vendor,
      agents: [{ id: 'agent_one', name: 'One' }],
      callReferences: [{ batchId: 'b', requestUUID: 'u' }],
    });
    const records = Array.from({ length: count }, (_, n) => ({ number: `+1${2125550100 + n}`, agents: ['agent_one'] }));
    control.addRecords({ tenant: tenant.id, records });
    const server = await startChangedVendor(tenant.baseUrl, ({ method }, reply) => {
      if (method !== 'GET') return;
      const json: unknown = JSON.parse(reply.body);
      const found = findRecords(json);
      if (found !== undefined) reply.body = change(json, found);
    });
    const connected = connectVendor({ vendor, baseUrl: server.baseUrl, token: tenant.token, ...options });
    open.push(connected.close, server.close);
    return { connected, list: listFor(vendor, 'agent_one') };
  };
}
