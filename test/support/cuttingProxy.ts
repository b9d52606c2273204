/**
 * A way to a server on loopback that breaks when the test says so: before a text is passed on, after it, or after so many bytes; that
 * is silent from then on, as a network that lost the connection without a word; or slow. It may also pass on another text of the
 * same length instead of one, as if the server understood something else.
 */
import { connect, createServer, type Socket } from 'node:net';

export type Cut =
  | { readonly when: 'never' | 'always' | 'silent' }
  | { readonly when: 'slow'; readonly ms: number }
  | { readonly when: 'before' | 'after'; readonly text: string }
  | { readonly when: 'instead'; readonly text: string; readonly by: string }
  /** A message with this text waits until something else is done. */
  | { readonly when: 'held'; readonly text: string; readonly until: () => Promise<void> }
  | { readonly when: 'received'; readonly bytes: number };

/** What ends a transaction, as it travels: the word alone stands in what begins one too (`READ COMMITTED`). */
export const committing = 'COMMIT\0';

export type CuttingProxy = {
  readonly port: number;
  /** From now on; `before`, `after`, `held` and `received` cut once. */
  readonly cut: (cut: Cut) => void;
  /** How many messages its clients have sent: of a statement, one. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
};

export async function startCuttingProxy(to: number): Promise<CuttingProxy> {
  let cut: Cut = { when: 'never' };
  let [received, asked] = [0, 0];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1');
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    if (cut.when === 'always') return end();
    let isDeaf = false;
    client.on('data', (data) => {
      asked += 1;
      if (cut.when === 'silent') return;
      if ((cut.when === 'before' || cut.when === 'after') && data.includes(cut.text)) {
        if (cut.when === 'before') return end();
        // The server does it, and its answer is lost.
        isDeaf = true;
        cut = { when: 'never' };
        upstream.on('data', end);
      }
      if (cut.when === 'instead')
        upstream.write(Buffer.from(data.toString('latin1').replaceAll(cut.text, cut.by), 'latin1'));
      else if (cut.when === 'held' && data.includes(cut.text)) {
        const { until } = cut;
        cut = { when: 'never' };
        void until().finally(() => upstream.write(data));
      } else upstream.write(data);
    });
    upstream.on('data', (data) => {
      received += data.length;
      if (cut.when === 'received' && received > cut.bytes) {
        cut = { when: 'never' };
        return end();
      }
      if (cut.when === 'silent') return;
      if (cut.when === 'slow') setTimeout(() => client.write(data), cut.ms);
      else if (!isDeaf) client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut(next) {
      cut = next;
      received = 0;
      if (next.when === 'always') for (const socket of open) socket.destroy();
    },
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
