/** A desk in this process whose gate answers over real HTTP on loopback, and the program that asks it. */
import { createRouterClient } from '@orpc/server';
import { request } from 'node:http';
import { openDesk } from '../../electron/hosts/openDesk.ts';
import type { DeskClient, DeskInputs } from '../../shared/contract/contract.ts';

export type GateReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
};

export type Ask = (
  path: string,
  how?: {
    readonly token?: string;
    readonly body?: unknown;
    /** Sent as it is, instead of a body as JSON. */
    readonly raw?: string | Buffer;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
) => Promise<GateReply>;

export type GateDesk = {
  readonly client: DeskClient;
  readonly port: number;
  /** Asks as a program does; without a body it is a GET. */
  readonly ask: Ask;
  /** Makes a token and answers it. */
  readonly token: (scopes: string, more?: Partial<DeskInputs['gate']['makeToken']>) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Asks a port of this machine; `port` 0 fails. */
export const askAt =
  (port: number): Ask =>
  (path, { token, body, raw, method, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const asked = request({
        host: '127.0.0.1',
        port,
        path: path.startsWith('/') ? path : `/api/v1/${path}`,
        method: method ?? (text === undefined ? 'GET' : 'POST'),
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        let said = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => (said += piece));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: JSON.parse(said) as GateReply['body'],
          }),
        );
      });
      asked.end(text);
    });

/** Opens a desk and has its gate answer. A first token is made, because a desk without one answers nobody. */
export async function openGateDesk(dataDir: string): Promise<GateDesk> {
  const opened = await openDesk({ dataDir, host: 'web' });
  if (!opened.ok) throw new Error(opened.message);
  const { desk } = opened;
  const client: DeskClient = createRouterClient(desk.router, { context: { host: 'cli' } });
  let made = 0;
  const token: GateDesk['token'] = async (scopes, more = {}) => {
    made += 1;
    const named = { name: `Token ${made} of ${Date.now()}`, scopes: scopes.split(',') as ('check' | 'add' | 'read')[] };
    return (await client.gate.makeToken({ ...named, ...more })).token;
  };
  if ((await client.gate.tokens()).length === 0) await token('check');
  const port = (await desk.gate?.findPort()) ?? 0;
  return { client, port, ask: askAt(port), token, close: () => desk.close() };
}
