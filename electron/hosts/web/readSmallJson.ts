/** Reads the JSON body of a sign-in: a few bytes, and never more than a few kilobytes whatever is sent. */
import type { IncomingMessage } from 'node:http';
import { readSmallJsonWords as say } from '../../../shared/words/hosts.ts';

const largestBytes = 4096;

export type SmallJson =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly code: 'badRequest' | 'tooLarge'; readonly message: string };

/** The parsed body, or why there is none: not JSON, broken, or above 4 KiB. */
export async function readSmallJson(request: IncomingMessage): Promise<SmallJson> {
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? '')) return notJson;
  const parts: Buffer[] = [];
  let size = 0;
  // It is not destroyed when it is too long: the refusal goes out on the same connection.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBytes) return { ok: false, code: 'tooLarge', message: say.thisIsTooLongFor };
    parts.push(part);
  }
  try {
    return { ok: true, body: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return notJson;
  }
}

const notJson: SmallJson = { ok: false, code: 'badRequest', message: say.aSignInIsA };
