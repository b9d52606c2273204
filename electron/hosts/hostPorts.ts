/** What a real host gives to the core: the machine's clock, zone, randomness and network. Tests give their own. */
import { randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { Ports } from '../core/ports.ts';
import { createHeapTightener } from './heapSize.ts';
import { systemClock } from './systemClock.ts';
import { createRoots } from './systemRoots.ts';
import { nameSystemZone } from '../../shared/domain/time/zone.ts';
import { once } from '../../shared/words/once.ts';

/** A limit for every phase of a request; vendor calls set their own in addition. */
const limits = { headersTimeout: 30_000, bodyTimeout: 30_000, keepAliveTimeout: 10_000 } as const;
const connectMs = 10_000;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The way to the network. Certificates are judged by Node's roots and by those of this computer, where a company puts its
 * own. Where HTTPS_PROXY names a proxy, requests over https go through it as a tunnel: it sees which host is called, and no
 * token. Plain http is only ever spoken with this computer, and never through a proxy.
 */
async function createDispatcher(env: Env = process.env): Promise<Dispatcher> {
  const { Agent, buildConnector, EnvHttpProxyAgent } = await import('undici');
  const roots = createRoots();
  const proxy = env['https_proxy'] ?? env['HTTPS_PROXY'];
  if (proxy !== undefined && proxy !== '') {
    roots.trust();
    const noProxy = env['no_proxy'] ?? env['NO_PROXY'] ?? '';
    const connect = { timeout: connectMs };
    return new EnvHttpProxyAgent({
      ...limits,
      connect,
      requestTls: connect,
      httpProxy: '',
      httpsProxy: proxy,
      noProxy,
    });
  }
  const connector = buildConnector({ timeout: connectMs });
  return new Agent({
    ...limits,
    connect(options, done) {
      // Read at the first need: a command that calls nobody does not wait for it.
      if (options.protocol === 'https:') roots.trust();
      connector(options, done);
    },
  });
}

/** The same, made at the first request: most commands make none, and loading it takes a good part of a `check`. */
function createLaterDispatcher(): Dispatcher {
  let isNeeded = false;
  const made = once(() => {
    isNeeded = true;
    return createDispatcher();
  });
  const later: Pick<Dispatcher, 'dispatch' | 'request' | 'close' | 'destroy'> = {
    dispatch(options, handler) {
      made().then(
        (dispatcher) => dispatcher.dispatch(options, handler),
        (error: Error) => handler.onResponseError?.({} as Dispatcher.DispatchController, error),
      );
      return true;
    },
    request: async (options: Dispatcher.RequestOptions) => (await made()).request(options),
    close: async () => (isNeeded ? (await made()).close() : undefined),
    destroy: async () => (isNeeded ? (await made()).destroy() : undefined),
  };
  return later as Dispatcher;
}

/** Clock, zone, randomness, ids, the network and the heap. */
export function createHostPorts(): Omit<Ports, 'secrets' | 'log'> {
  return {
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    systemZone: nameSystemZone,
    dispatcher: createLaterDispatcher(),
    tightenHeap: createHeapTightener(),
  };
}
