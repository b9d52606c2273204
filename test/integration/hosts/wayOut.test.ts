/** The way to the vendors: certificates that this computer trusts, and the proxy of its network. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const place = mkdtempSync(join(tmpdir(), 'dnc-way-'));
const [key, certificate] = [join(place, 'key.pem'), join(place, 'cert.pem')];
const tunnelled: string[] = [];
const proxy = createHttpServer((_request, response) => response.writeHead(500).end());
let vendor: ReturnType<typeof createServer>;
let heard: string[] = [];

beforeAll(async () => {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', certificate, ...subject], {
    stdio: 'ignore',
  });
  vendor = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    heard.push(String(request.headers.authorization));
    response.end('hello');
  });
  vendor.listen(0, '127.0.0.1');
  proxy.on('connect', (request, socket) => {
    tunnelled.push(`${request.url} ${JSON.stringify(request.headers)}`);
    const to = connect(portOf(vendor), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      to.pipe(socket).pipe(to);
    });
    for (const end of [to, socket]) end.on('error', () => {});
  });
  proxy.listen(0, '127.0.0.1');
  await Promise.all([once(vendor, 'listening'), once(proxy, 'listening')]);
});
afterAll(() => {
  vendor.close();
  proxy.close();
  rmSync(place, { recursive: true });
});

const portOf = (server: { address: () => unknown }) => (server.address() as AddressInfo).port;

/** Asks an address with a token, in a process of its own with this environment; its answer or the error's code. */
async function ask(address: string, env: Readonly<Record<string, string>>): Promise<string> {
  const ports = join(import.meta.dirname, '..', '..', '..', 'electron', 'hosts', 'hostPorts.ts');
  const script = join(place, 'ask.ts');
  writeFileSync(
    script,
    `import { createHostPorts } from ${JSON.stringify(ports)};
    const { dispatcher } = createHostPorts();
    try {
      const { body } = await dispatcher.request({ origin: ${JSON.stringify(address)}, path: '/', method: 'GET', headers: { authorization: 'a-token' } });
      console.log(await body.text());
    } catch (error) { console.log(error.code ?? error.cause?.code ?? String(error)); }
    await dispatcher.destroy();`,
  );
  const { HTTPS_PROXY: _one, https_proxy: _two, NO_PROXY: _three, no_proxy: _four, ...plain } = process.env;
  const child = spawn(process.execPath, [script], { env: { ...plain, ...env } });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await once(child, 'close');
  return said.trim();
}

describe('the way to a vendor', () => {
  it('trusts what this computer trusts, and nothing else', async () => {
    const address = `https://localhost:${portOf(vendor)}`;
    heard = [];
    expect(await ask(address, {})).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/);
    expect(heard).toEqual([]);
    expect(await ask(address, { SSL_CERT_FILE: certificate })).toBe('hello');
  });

  it('goes through the proxy of the network as a tunnel, which sees no token', async () => {
    heard = [];
    const env = { SSL_CERT_FILE: certificate, HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` };
    expect(await ask('https://localhost', env)).toBe('hello');
    expect(heard).toEqual(['a-token']);
    expect(tunnelled).toHaveLength(1);
    expect(tunnelled[0]).toMatch(/^localhost:443 /);
    expect(tunnelled[0]).not.toContain('a-token');
    const direct = await ask(`https://localhost:${portOf(vendor)}`, { ...env, NO_PROXY: 'localhost' });
    expect([direct, tunnelled.length]).toEqual(['hello', 1]);
  });

  it('never goes through it over plain http, which is only this computer', async () => {
    const desk = createHttpServer((_request, response) => response.end('near'));
    desk.listen(0, '127.0.0.1');
    await once(desk, 'listening');
    const proxied = `http://127.0.0.1:${portOf(proxy)}`;
    expect(await ask(`http://127.0.0.1:${portOf(desk)}`, { HTTP_PROXY: proxied, HTTPS_PROXY: proxied })).toBe('near');
    desk.close();
  });
});
