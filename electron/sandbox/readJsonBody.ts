// Reads a request's body up to a limit. A body that is not JSON, or that is not declared as JSON, counts as absent: the
// vendor then misses its required fields and says so in its own words.
import type { IncomingMessage } from 'node:http';

export interface ReadBody {
  readonly body: unknown;
  readonly tooLarge: boolean;
}

/**
 * `limit` in bytes.
 * @throws where the client breaks off while sending
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > limit) return { body: undefined, tooLarge: true };
    pieces.push(piece);
  }
  if (bytes === 0 || !/^application\/(\w+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    return { body: undefined, tooLarge: false };
  }
  try {
    return { body: JSON.parse(Buffer.concat(pieces).toString('utf8')), tooLarge: false };
  } catch {
    return { body: undefined, tooLarge: false };
  }
}
