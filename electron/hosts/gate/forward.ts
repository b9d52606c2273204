/** The gate at the web host's own address: requests under /api/v1 are handed through to the gate's thread, and its answers back. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { closedFor, sendProblem } from './problem.ts';
import type { FindGate } from './startGate.ts';
import { forwardWords as say } from '../../../shared/words/core/gate.ts';
import { Agent, request as ask } from '../httpServer.ts';

/**
 * Answers a request. `stranger`: a sentence why it is refused, from who asks at another address or from another page; `admit` is
 * called once its sender has shown a token that works.
 */
export type Forward = (
  request: IncomingMessage,
  response: ServerResponse,
  stranger: string | undefined,
  admit: () => void,
) => Promise<void>;

const closed = closedFor(say.theGateDoesNotAnswer);

/** Hands requests through to a gate. */
export function createForward(gate: FindGate): Forward {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  return async (request, response, stranger, admit) => {
    if (stranger !== undefined) return sendProblem(request, response, { status: 403, detail: stranger });
    const port = await gate.findPort();
    if (port === undefined) return sendProblem(request, response, closed);
    await new Promise<void>((resolve) => {
      const headers = { ...request.headers, host: `127.0.0.1:${port}`, connection: 'keep-alive' };
      delete headers.origin;
      const asked = ask({ host: '127.0.0.1', port, agent, method: request.method, path: request.url, headers });
      asked.on('response', (answer) => {
        const status = answer.statusCode ?? 503;
        if (status !== 401 && status !== 404) admit();
        response.writeHead(status, answer.headers);
        pipeline(answer, response, () => resolve());
      });
      asked.on('error', () => {
        if (response.headersSent) response.destroy();
        else sendProblem(request, response, closed);
        resolve();
      });
      request.pipe(asked);
    });
  };
}
