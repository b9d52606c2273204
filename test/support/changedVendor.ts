// A server between the desk and a vendor of the sandbox, that changes answers on their way: for what real vendors do and
// their documents do not say, such as a list without its plus signs or a clock that is wrong.
import { createServer } from 'node:http';
import { afterEach } from 'vitest';
import type { SyncDesk } from './syncDesk.ts';

export interface Passing {
  readonly method: string;
  /** Path and query, without the vendor's prefix. */
  readonly url: string;
  readonly body: string;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Changes the reply in place, or answers another one; undefined leaves it as it is. */
export type Change = (asked: Passing, reply: Reply) => Reply | void;

/** Starts servers for the tests of a file, and ends them after each; call it once at the top. */
export function useChangedVendor(): (desk: SyncDesk, account: number, change: Change) => Promise<Passing[]> {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((close) => close()));
  });
  return async (desk, account, change) => {
    const stored = desk.store.accounts.load(account);
    if (stored === undefined) throw new Error('there is no such account');
    const server = await startChangedVendor(stored.baseUrl, change);
    open.push(server.close);
    // A token is good for one address, so it is entered for this one.
    const { token } = JSON.parse(desk.secrets.held.get(`account:${stored.secretId}`) ?? '{}') as { token?: string };
    const moved = await desk.accounts.update(account, { baseUrl: server.baseUrl, token });
    if (!moved.ok) throw new Error(moved.message);
    return server.asked;
  };
}

/** Starts such a server before any vendor: `target` is its base URL. */
export async function startChangedVendor(target: string, change: Change) {
  const asked: Passing[] = [];
  const server = createServer((request, response) => {
    response.sendDate = false;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const passing = { method: request.method ?? '', url: request.url ?? '', body: Buffer.concat(chunks).toString() };
      asked.push(passing);
      const headers = new Headers();
      for (const name of ['authorization', 'api-token', 'content-type']) {
        const value = request.headers[name];
        if (typeof value === 'string') headers.set(name, value);
      }
      const { method, body } = passing;
      const forward = async () => {
        const answer = await fetch(target + passing.url, { method, headers, ...(body === '' ? {} : { body }) });
        const kept = [...answer.headers].filter(([name]) => !['content-length', 'connection'].includes(name));
        const reply: Reply = { status: answer.status, headers: Object.fromEntries(kept), body: await answer.text() };
        const changed = change(passing, reply) ?? reply;
        response.writeHead(changed.status, changed.headers);
        response.end(changed.body);
      };
      forward().catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
