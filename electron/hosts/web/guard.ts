/**
 * Who is let in, before anything else is looked at. A page of another site can make a browser send requests here, and
 * can point a name of its own at 127.0.0.1 (DNS rebinding). Both show in Host and Origin, which a page cannot forge.
 * There is no CORS header anywhere, so such a page could not read an answer either.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { guardWords as say } from '../../../shared/words/hosts.ts';

/** A sentence why the request is refused, or undefined. `origin` is our own, `http://127.0.0.1:PORT`. */
export function findStranger(headers: IncomingHttpHeaders, origin: string): string | undefined {
  if (headers.host !== origin.slice('http://'.length)) return say.thisAddressIsNot;
  // Programs other than browsers send no Origin; they still need a token.
  if (headers.origin !== undefined && headers.origin !== origin) return say.requestsFromOther;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    // A link on another page may open ours (a plain navigation), but nothing more.
    if (headers['sec-fetch-mode'] !== 'navigate') return say.requestsFromOther;
  }
  return undefined;
}

/** The bearer token of an Authorization header, or undefined. */
export function parseBearer(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer ([\w-]{1,200})$/i.exec(headers.authorization ?? '')?.[1];
}
