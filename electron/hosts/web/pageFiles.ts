/**
 * The built page, held in memory. Only addresses that name one of its files are served, so there is no path to climb
 * out of, and a build that is replaced while it is served is never seen half. A missing build is explained in a
 * sentence.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { pageFilesWords as say } from '../../../shared/words/hosts.ts';

type PageFile = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };
type Loaded = { readonly files: ReadonlyMap<string, PageFile>; readonly builtAt: number };

export type Page = {
  /** Sends the file that this address names; false if there is none. */
  readonly send: (request: IncomingMessage, response: ServerResponse, path: string) => boolean;
};
export type PageResult = { readonly ok: true; readonly page: Page } | { readonly ok: false; readonly message: string };

export const types: Readonly<Record<string, string>> = {
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

/** Opens the page under `directory` (out/renderer). The next request for the page takes over a newer build. */
export function openPage(directory: string): PageResult {
  const index = join(directory, 'index.html');
  if (!existsSync(index)) return { ok: false, message: say.thePageIsNotBuilt(directory) };
  let loaded = loadFiles(directory, index);
  const refresh = (): void => {
    try {
      if (statSync(index).mtimeMs !== loaded.builtAt) loaded = loadFiles(directory, index);
    } catch {
      // The build is being replaced at this moment: the old one stays.
    }
  };
  return {
    ok: true,
    page: {
      send(request, response, path) {
        if (request.method !== 'GET' && request.method !== 'HEAD') return false;
        if (path === '/') refresh();
        const file = loaded.files.get(path);
        if (file === undefined) return false;
        sendFile(file, request, response);
        return true;
      },
    },
  };
}

function loadFiles(directory: string, index: string): Loaded {
  const builtAt = statSync(index).mtimeMs;
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const body = readFileSync(path);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    // The browser asks again each time and gets a 304: on loopback that costs nothing and is never stale.
    const headers = { 'content-type': type, etag, 'cache-control': 'no-cache' };
    files.set(`/${relative(directory, path).split(sep).join('/')}`, { body, headers });
  }
  const first = files.get('/index.html');
  if (first) files.set('/', first);
  return { files, builtAt };
}

function sendFile(file: PageFile, request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['if-none-match'] === file.headers['etag']) {
    response.writeHead(304, file.headers).end();
    return;
  }
  response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}
