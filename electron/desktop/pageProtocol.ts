// The page's own protocol, app://desk/. It serves the built page with the same content security policy as the web host,
// and nothing else. file:// is not used, so the page has no way to other files.
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { toSafetyHeaders } from '../hosts/web/answers.ts';
import { types } from '../hosts/web/pageFiles.ts';

const scheme = 'app';
export const pageOrigin = `${scheme}://desk`;
export const pageAddress = `${pageOrigin}/index.html`;

/** Must be registered before the app is ready; `standard` gives the page an origin of its own. */
export const pageScheme: CustomScheme = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false, stream: false },
};

/**
 * From an address's path (`/assets/index.js`) to a file. Only listed files are served: there is no path to climb out
 * of.
 */
export type PageListing = ReadonlyMap<string, string>;

/** Lists the built page under `folder`; undefined when it is not there. */
export function listPage(folder: string): PageListing | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && extname(entry.name) in types) files.set(toAddress(relative(folder, path)), path);
  }
  return files;
}

const toAddress = (path: string): string => `/${path.split(sep).map(encodeURIComponent).join('/')}`;

/** Answers one request of the page. */
async function answerPage(
  files: PageListing,
  request: { readonly method: string; readonly url: string },
): Promise<Response> {
  const headers = toSafetyHeaders(pageOrigin);
  const { host, pathname } = new URL(request.url);
  const path = host === new URL(pageOrigin).host ? files.get(pathname) : undefined;
  if (request.method !== 'GET' || path === undefined) return new Response(null, { status: 404, headers });
  const type = types[extname(path)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(await readFile(path)), { headers: { ...headers, 'content-type': type } });
}

/** Serves the page; called once the app is ready. */
export function servePage(protocol: Pick<Protocol, 'handle'>, files: PageListing): void {
  protocol.handle(scheme, (request) => answerPage(files, request));
}
