// A real HTTP server on loopback that gives the answers that a test wrote down, one after the other, and remembers what
// it was asked. It is for what the sandbox cannot say: the exact bodies of a vendor's document, and broken HTTP.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** A status with a JSON body, or a function that handles the response itself. */
export type Answer =
  | { status: number; json: unknown; headers?: Record<string, string> }
  | ((response: ServerResponse) => void);

export interface AnswerServer {
  readonly baseUrl: string;
  readonly asked: Asked[];
  /** The answers to the next requests; the last one is given to every request after it. */
  readonly answers: (...answers: Answer[]) => void;
  readonly close: () => Promise<void>;
}

export async function startAnswerServer(): Promise<AnswerServer> {
  let queue: Answer[] = [];
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const answer = queue.length > 1 ? queue.shift() : queue[0];
      if (answer === undefined) response.destroy();
      else if (typeof answer === 'function') answer(response);
      else {
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        response.end(JSON.stringify(answer.json));
      }
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
    answers: (...answers) => {
      queue = answers;
      asked.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
