// What the sandbox was asked, request by request: the evidence for "a further sync sends no write", "no request before
// Retry-After" and "no token followed the redirect". It is kept per tenant, in one order (`seq`) over all of them;
// requests whose token belongs to no tenant are kept apart. Beyond a limit the oldest lines are dropped; the counters
// go on.
import type { VendorName } from './sandboxTypes.ts';

export interface LoggedRequest {
  readonly seq: number;
  /** Epoch ms by the sandbox's clock. */
  readonly at: number;
  readonly vendor: VendorName;
  readonly tenant: string | null;
  readonly method: string;
  /** The path without the vendor's prefix, with the query. */
  readonly path: string;
  readonly body: unknown;
  /** Whether the request asked for a change (anything but GET). */
  readonly isWrite: boolean;
  /** Whether it carried a credential header at all. */
  readonly hasCredential: boolean;
  /** The status that was answered; null as long as there is no whole answer. */
  status: number | null;
  /** Whether it changed the vendor's state. */
  changed: boolean;
  /** The fault that was applied, by the name of its action. */
  fault: string | null;
}

export interface RequestFilter {
  readonly tenant?: string | undefined;
  readonly sinceSeq?: number | undefined;
}

const NOBODY = '';

export class RequestLog {
  readonly #limit: number;
  readonly #lines = new Map<string, LoggedRequest[]>();
  #seq = 0;

  /** `limit`: how many lines are kept per tenant. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get lastSeq(): number {
    return this.#seq;
  }

  add(line: Omit<LoggedRequest, 'seq' | 'status' | 'changed' | 'fault'>): LoggedRequest {
    this.#seq += 1;
    const logged: LoggedRequest = { ...line, seq: this.#seq, status: null, changed: false, fault: null };
    const owner = line.tenant ?? NOBODY;
    const lines = this.#lines.get(owner) ?? [];
    lines.push(logged);
    this.#lines.set(owner, lines.length > 2 * this.#limit ? lines.slice(-this.#limit) : lines);
    return logged;
  }

  /** In the order of arrival, after `sinceSeq`. Without a tenant: the requests of all tenants and of none. */
  read({ tenant, sinceSeq = 0 }: RequestFilter): LoggedRequest[] {
    const lines = tenant === undefined ? [...this.#lines.values()].flat() : (this.#lines.get(tenant) ?? []);
    return lines.filter((line) => line.seq > sinceSeq).toSorted((left, right) => left.seq - right.seq);
  }

  forget(tenant?: string): void {
    if (tenant === undefined) this.#lines.clear();
    else this.#lines.delete(tenant);
  }
}
