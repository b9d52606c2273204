/** Bodies and headers that no program of good will sends: each is refused with a sentence, and none is a failure of the gate. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataDir } from '../../support/core.ts';
import { type GateDesk, openGateDesk } from '../../support/gateDesk.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: GateDesk;
let token: string;
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openGateDesk(folder.dataDir);
  token = await desk.token('check,add,read');
  const { presets } = await desk.client.callForms.list();
  for (const { about: _, source: _from, ...form } of presets) await desk.client.callForms.save(form);
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

const nest = (levels: number, open: string, close: string) => `${open.repeat(levels)}1${close.repeat(levels)}`;
const bodies: Readonly<Record<string, string | Buffer>> = {
  'arrays in arrays': nest(30_000, '[', ']'),
  'objects in objects': nest(30_000, '{"a":', '}'),
  'a number field nested deep': `{"numbers":${nest(30_000, '[', ']')},"number":${nest(30_000, '[', ']')}}`,
  'a huge number': `{"number":1e999,"numbers":[1e999]}`,
  'a number of many digits': `{"number":${'9'.repeat(5000)},"numbers":[${'9'.repeat(5000)}]}`,
  'bytes that are no UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  'half a surrogate': '{"number":"\\ud800","numbers":["\\ud800"]}',
  'a name twice': '{"number":"+12125550101","number":"+12125550102","numbers":[],"numbers":[]}',
  'a name of the prototype': '{"__proto__":{"number":"+12125550101"},"constructor":1}',
  null: 'null',
  nothing: '',
  'half of a text': '{"number":"+1212',
  zeros: '\u0000\u0000',
};

test.each(Object.entries(bodies))('%s', async (_, raw) => {
  for (const path of ['check', 'requests', 'requests?form=retell']) {
    const { status, body } = await desk.ask(path, { token, raw });
    expect([path, status, body]).toEqual([path, expect.toSatisfy(isRefusedOrTaken), expect.any(Object)]);
    if (status >= 400) expect(body['detail']).toMatch(/\.$/);
  }
});

/** A result of a call that has no number in it is taken, and asked about. */
const isRefusedOrTaken = (status: number): boolean => status >= 200 && status < 500;

test('what is nested too deep is told, and the gate goes on', async () => {
  const asked = await desk.ask('requests?form=retell', { token, raw: bodies['arrays in arrays'] ?? '' });
  expect(asked).toMatchObject({ status: 400, body: { detail: 'The body is nested deeper than 500 levels.' } });
  expect(await desk.ask('check', { token, body: { numbers: ['+12125550101'] } })).toMatchObject({ status: 200 });
});

test('strange headers', async () => {
  const body = { numbers: ['+12125550101'] };
  const headers: readonly Readonly<Record<string, string>>[] = [
    { 'content-type': 'text/plain' },
    { 'content-type': '' },
    { authorization: 'Basic abc' },
    { authorization: 'Bearer' },
    { 'content-encoding': 'gzip' },
    { 'idempotency-key': 'k'.repeat(6000) },
  ];
  for (const some of headers)
    for (const path of ['check', 'requests'])
      expect([some, (await desk.ask(path, { token, body, headers: some })).status]).toEqual([
        some,
        expect.toSatisfy(isRefusedOrTaken),
      ]);
  expect(await desk.ask('check', { token, raw: Buffer.alloc(5_000_000, 0x20) })).toMatchObject({ status: 413 });
});
