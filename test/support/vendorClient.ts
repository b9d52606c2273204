// A bare client for the sandbox's vendor APIs, for tests that say what goes over the wire and look at what comes back.
import type { TenantView } from '../../electron/sandbox/controlTypes.ts';
import { findVendor } from '../../electron/sandbox/sandboxVendors.ts';

interface WireReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

export type VendorCall = (method: string, path: string, body?: unknown, token?: string | null) => Promise<WireReply>;

/** Calls one tenant's API with its own token, or with another, or (null) with none. */
export function vendorClient(tenant: Pick<TenantView, 'vendor' | 'baseUrl' | 'token'>): VendorCall {
  return async (method, path, body, token = tenant.token) => {
    const headers = new Headers(token === null ? {} : findVendor(tenant.vendor).model.credential(token));
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    const response = await fetch(tenant.baseUrl + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    let parsed: unknown = text;
    try {
      parsed = JSON.parse(text);
    } catch {
      // What is not JSON is handed over as it came.
    }
    return { status: response.status, headers: response.headers, body: parsed };
  };
}

/** Steps into an answer: `dig(reply.body, 'data', 0, 'id')`. Undefined where there is no such way. */
export function dig(value: unknown, ...way: readonly (string | number)[]): unknown {
  return way.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}
