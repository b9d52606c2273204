/**
 * A caller over HTTP that costs next to nothing beside the server it measures: one connection that stays open, one
 * question at a time, and requests put together beforehand. It looks only at the status and the end of an answer.
 */
import { once } from 'node:events';
import { connect } from 'node:net';

export type RawCaller = {
  /**
   * Sends a request as it stands and waits for the whole answer.
   * @throws when the answer is not a 200
   */
  readonly ask: (request: Uint8Array) => Promise<void>;
  readonly close: () => void;
};

/** A POST of JSON in the bytes that are sent. */
export function toRequest(origin: string, path: string, session: string, body: unknown): Uint8Array {
  const text = JSON.stringify(body);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nAuthorization: Bearer ${session}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

export async function openRawCaller(origin: string): Promise<RawCaller> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await once(socket, 'connect');
  let answer = '';
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (piece: string) => {
    answer += piece;
    if (!isWhole(answer)) return;
    const status = answer.slice(9, 12);
    answer = '';
    if (status === '200') settle?.resolve();
    else settle?.reject(new Error(`The check answered ${status}`));
  });
  socket.on('error', (error) => settle?.reject(error));
  socket.on('close', () => settle?.reject(new Error('The server hung up.')));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Whether the whole body is there, by its length or by its last chunk. */
function isWhole(answer: string): boolean {
  const body = answer.indexOf('\r\n\r\n') + 4;
  if (body === 3) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.slice(0, body))?.[1];
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length - body >= Number(length);
}
