/** Links that work once, the guard at the door, and which browser is asked. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findStranger, parseBearer } from '../../../electron/hosts/web/guard.ts';
import { canShowBrowser, planBrowsers } from '../../../electron/hosts/web/openBrowser.ts';
import { createLinkTokens } from '../../../electron/hosts/web/tokens.ts';

const newToken = () => randomBytes(32).toString('base64url');

describe('links', () => {
  it('work once', () => {
    const links = createLinkTokens(() => 0, newToken);
    const [one, other] = [links.issue(60_000), links.issue(60_000)];
    expect(one).not.toBe(other);
    expect([links.use('guess'), links.use(one), links.use(one), links.use(other)]).toEqual([false, true, false, true]);
  });

  it('are void after their life', () => {
    let now = 0;
    const links = createLinkTokens(() => now, newToken);
    const link = links.issue(60_000);
    now = 60_000;
    expect(links.use(link)).toBe(false);
  });
});

describe('the guard', () => {
  const origin = 'http://127.0.0.1:4000';
  const host = '127.0.0.1:4000';
  it('lets our page and local programs in', () => {
    expect(findStranger({ host, origin, 'sec-fetch-site': 'same-origin' }, origin)).toBeUndefined();
    expect(findStranger({ host }, origin)).toBeUndefined();
    expect(
      findStranger({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, origin),
    ).toBeUndefined();
  });
  it.each([
    { host: 'localhost:4000' },
    { host: '127.0.0.1' },
    { host: '127.0.0.1:4001' },
    { host: 'rebound.example:4000' },
    {},
    { host, origin: 'http://rebound.example:4000' },
    { host, origin: 'http://localhost:4000' },
    { host, origin: 'null' },
    { host, origin: `${origin}/` },
    { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
  ])('refuses %j', (headers) => {
    expect(findStranger(headers, origin)).toBeTypeOf('string');
  });
  it('reads a bearer token and nothing that only looks like one', () => {
    expect(parseBearer({ authorization: 'Bearer abc_-1' })).toBe('abc_-1');
    for (const authorization of ['abc', 'Basic abc', 'Bearer ', 'Bearer a b', `Bearer ${'a'.repeat(201)}`])
      expect(parseBearer({ authorization })).toBeUndefined();
  });
});

describe('the browser', () => {
  const link = 'file:///data/open-00ff.html';
  it('is an app window of Chrome or Edge where there is one, else the default one', () => {
    const env = { PATH: '/usr/bin:/opt/bin', ProgramFiles: 'C:\\P' };
    expect(planBrowsers(link, (path) => path === '/opt/bin/microsoft-edge', env, 'linux')).toEqual([
      ['microsoft-edge', `--app=${link}`],
      ['xdg-open', link],
    ]);
    expect(planBrowsers(link, () => false, env, 'darwin')).toEqual([['open', link]]);
    expect(planBrowsers(link, (path) => path.endsWith('chrome.exe'), env, 'win32')).toEqual([
      ['C:\\P\\Google\\Chrome\\Application\\chrome.exe', `--app=${link}`],
      ['rundll32', 'url.dll,FileProtocolHandler', link],
    ]);
  });
  it('is not opened where nobody could see it', () => {
    expect(canShowBrowser({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(canShowBrowser({ DISPLAY: ':0', CI: 'true' }, 'linux')).toBe(false);
    expect(canShowBrowser({}, 'linux')).toBe(false);
    expect(canShowBrowser({ SSH_CONNECTION: 'x' }, 'darwin')).toBe(false);
  });
});
