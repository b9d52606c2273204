/**
 * A WebSocket as the RPC library may see it: it hears only what is a message of the contract, and only while its sender is
 * admitted. A message that is none ends the connection; the library would print its own trace of it.
 */
import { WebSocket } from 'ws';
import { z } from 'zod';

/** The parts of a WebSocket that the RPC library uses. */
type Heard = Pick<WebSocket, 'send' | 'addEventListener'>;

/** As @orpc/standard-server-peer reads a message: a request (1 or nothing), an event (3), or "stop" (4). */
const message = z.object({
  i: z.union([z.string(), z.number()]),
  t: z.union([z.literal(1), z.literal(3), z.literal(4)]).optional(),
  // "Stop" has none.
  p: z.unknown().optional(),
});
const request = z.object({
  u: z.string().startsWith('/'),
  // A body that is no JSON has its kind here; the contract has none.
  h: z.object({ 'content-type': z.undefined().optional(), 'content-disposition': z.undefined().optional() }).optional(),
});
const event = z.object({ e: z.string() });

/** Whether the data of a message can be one of the contract's. */
function isContractMessage(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    const { success, data: parsed } = message.safeParse(JSON.parse(data));
    if (!success) return false;
    if (parsed.t === 4) return true;
    return (parsed.t === 3 ? event : request).safeParse(parsed.p).success;
  } catch {
    return false;
  }
}

/**
 * `caller` for the RPC library.
 * @param admit asked before each message; after a false the connection is ended
 */
export function toHeard(caller: WebSocket, admit: () => boolean = () => true): Heard {
  return {
    send: caller.send.bind(caller),
    addEventListener: ((type: 'message' | 'close', listener: (event: WebSocket.MessageEvent) => void) => {
      if (type !== 'message') return caller.addEventListener(type, listener as never);
      caller.addEventListener('message', (received) => {
        if (caller.readyState !== WebSocket.OPEN) return;
        if (isContractMessage(received.data) && admit()) listener(received);
        else caller.terminate();
      });
    }) as Heard['addEventListener'],
  };
}
