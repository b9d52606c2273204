// A vendor's real adapter over the real HTTP client, for a test: what the core does to connect an account, in one call.
import { noDetails } from '../../shared/domain/entry/details.ts';
import { Agent } from 'undici';
import type { Clock } from '../../electron/core/ports.ts';
import type {
  RequestTrace,
  ScanPage,
  UnreadableRecord,
  VendorConnection,
  VendorFailure,
  VendorResult,
} from '../../electron/core/vendors/adapter.ts';
import { createVendorHttp } from '../../electron/core/vendors/http.ts';
import type { AnswerLimits } from '../../electron/core/json/limits.ts';
import { findAdapter } from '../../electron/core/vendors/registry.ts';
import { parseE164, type PhoneNumber } from '../../shared/domain/numbers/number.ts';
import type { RemoteRecord, RemoteList, WantedRecord } from '../../shared/domain/vendor/remote.ts';

export interface ConnectOptions {
  readonly vendor: string;
  readonly baseUrl: string;
  readonly token: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly limits?: Partial<AnswerLimits>;
  readonly now?: () => number;
}

export interface ConnectedVendor {
  readonly connection: VendorConnection;
  readonly traces: RequestTrace[];
  readonly close: () => Promise<void>;
}

export function toClock(now: () => number): Clock {
  const refuse = () => Promise.reject(new Error('this test does not wait'));
  return { now, monotonic: now, sleep: refuse, breathe: refuse };
}

export function connectVendor(options: ConnectOptions): ConnectedVendor {
  const adapter = findAdapter(options.vendor);
  if (!adapter) throw new Error(`no adapter ${options.vendor}`);
  const dispatcher = new Agent();
  const traces: RequestTrace[] = [];
  const { baseUrl, token, settings = {}, timeoutMs, limits, now = Date.now } = options;
  const onTrace = (trace: RequestTrace) => traces.push(trace);
  const http = createVendorHttp({ baseUrl, dispatcher, clock: toClock(now), timeoutMs, limits, onTrace });
  return {
    connection: adapter.connect({ baseUrl, token, settings }, http),
    traces,
    close: () => dispatcher.destroy(),
  };
}

/** A number from its E.164 form. */
export function num(e164: string): PhoneNumber {
  const number = parseE164(e164);
  if (number === undefined) throw new Error(`${e164} is not E.164`);
  return number;
}

/** A record to add: by default without a reason, for ever, everywhere. */
export function wanted(
  e164: string,
  more: Partial<Omit<WantedRecord, 'number' | 'fields'>> & Partial<WantedRecord['fields']> = {},
): WantedRecord {
  const { reason = null, until = null, agents = null, scope = '', details = noDetails, callReference = null } = more;
  return { scope, number: num(e164), fields: { reason, until, agents }, details, callReference };
}

/** A record as the engine would hand it back for an update or removal. */
export function remote(e164: string, more: Partial<Omit<RemoteRecord, 'number'>> = {}): RemoteRecord {
  const fields = { reason: null, until: null, agents: null };
  return { scope: '', number: num(e164), remoteId: null, fields, createdAt: null, ...more };
}

export const never: AbortSignal = new AbortController().signal;

/** The value of a success; the failure's sentence is the test's error otherwise. */
export function valueOf<T>(result: VendorResult<T>): T {
  if (!result.ok) throw new Error(`${result.class}/${result.effect}: ${result.message}`);
  return result.value;
}

/** The failure of a request that must fail. */
export function failureOf(result: VendorResult<unknown>): VendorFailure {
  if (result.ok) throw new Error(`should have failed, and answered ${JSON.stringify(result.value)}`);
  return result;
}

export interface WholeScan {
  readonly records: readonly RemoteRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  readonly pages: number;
}

/** Every page of a remote list, or the failure that ended the scan. `pageLimit` guards the test itself. */
export async function scanAll(
  connection: VendorConnection,
  scope: RemoteList = '',
  pageLimit = 500,
): Promise<VendorResult<WholeScan>> {
  const records: RemoteRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  let cursor: string | null = null;
  for (let pages = 1; pages <= pageLimit; pages += 1) {
    const page: VendorResult<ScanPage> = await connection.scan(scope, cursor, never);
    if (!page.ok) return page;
    records.push(...page.value.records);
    unreadable.push(...page.value.unreadable);
    cursor = page.value.next;
    if (cursor === null) return { ok: true, value: { records, unreadable, pages }, status: page.status };
  }
  throw new Error(`the scan did not end within ${pageLimit} pages`);
}
