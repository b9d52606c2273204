/** The gate's OpenAPI document: valid as OpenAPI 3.1, and true of what is answered over HTTP. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataDir } from '../support/core.ts';
import { type Ask, type GateDesk, openGateDesk } from '../support/gateDesk.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: GateDesk;
let document: Record<string, unknown>;
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openGateDesk(folder.dataDir);
  document = (await desk.ask('openapi.json')).body;
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

test('it is OpenAPI 3.1, names every call, and needs no token', async () => {
  expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) as string, security: [{ token: [] }] });
  expect(Object.keys(document['paths'] as object)).toEqual(['/check', '/requests', '/entries']);
});

test('what is answered is as the document says, with its status', async () => {
  const token = await desk.token('check,add,read');
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'gate');
  const asked: readonly (readonly [string, 'get' | 'post', Parameters<Ask>[1]])[] = [
    ['/requests', 'post', { token, body: { number: '+12125550101', reason: 'stop' } }],
    ['/requests', 'post', { token, body: { number: 'x' } }],
    ['/check', 'post', { token, body: { numbers: ['+12125550101', '+12125550102', 'x'] } }],
    ['/check', 'post', { body: { numbers: ['+12125550101'] } }],
    ['/check', 'post', { token, raw: '{' }],
    ['/entries', 'get', { token }],
    ['/entries', 'get', { token: 'dnc_x' }],
  ];
  for (const [path, method, how] of asked) {
    const { status, body, headers } = await desk.ask(path.slice(1), how);
    const type = String(headers['content-type']).split(';')[0] ?? '';
    const at = ['paths', path, method, 'responses', String(status), 'content', type, 'schema'];
    const pointer = at.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const judge = ajv.getSchema(`gate#/${pointer}`);
    expect({ path, status, isDescribed: judge !== undefined }).toEqual({ path, status, isDescribed: true });
    expect({ path, status, fits: judge?.(body), errors: judge?.errors ?? null }).toEqual({
      path,
      status,
      fits: true,
      errors: null,
    });
  }
});
