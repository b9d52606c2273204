/**
 * The built page, read once into memory: only addresses that name one of its files are ever served, so there is no path
 * to climb out of. A missing build is said in words.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

type PageFile = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };
export type PageFiles = ReadonlyMap<string, PageFile>;
export type PageResult =
  | { readonly ok: true; readonly files: PageFiles }
  | { readonly ok: false; readonly message: string };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Reads the page under `directory` (electron-vite's out/renderer). */
export function loadPageFiles(directory: string): PageResult {
  if (!existsSync(join(directory, 'index.html')))
    return { ok: false, message: `The page is not built (${directory} is missing); run \`npm run build\` first.` };
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(directory, path).split(sep).join('/')}`;
    const body = readFileSync(path);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    // Asked again each time (ETag): names of built files change with their content, index.html's does not.
    const headers = { 'content-type': type, etag, 'cache-control': 'no-cache' };
    files.set(address, { body, headers });
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return { ok: true, files };
}

/** Sends the file that this address names; false if none does. */
export function sendPageFile(
  files: PageFiles,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): boolean {
  const file = files.get(path);
  if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  if (request.headers['if-none-match'] === file.headers['etag']) {
    response.writeHead(304, file.headers).end();
    return true;
  }
  response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
  return true;
}
