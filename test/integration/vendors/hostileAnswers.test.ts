// Answers that are made to hurt: nested, long, wide, with texts and ids beyond all measure. Each is met by a limit, in a
// sentence, and costs neither the desk's time nor its memory.
import { describe, expect, test } from 'vitest';
import { mostTargets } from '../../../shared/domain/vendor/targetPlan.ts';
import { useAnsweredVendor } from '../../support/answeredVendor.ts';
import { type ChangeText, findRecords, idKeyOf, useChangedList } from '../../support/changedList.ts';
import {
  type ConnectOptions,
  connectVendor,
  never,
  num,
  remote,
  scanAll,
  valueOf,
  wanted,
} from '../../support/connectVendor.ts';
import { canRemove, capabilitiesOf, listFor, vendors, vendorsThat } from '../../support/vendors.ts';

const connectTo = useChangedList();
const { answers, connect } = useAnsweredVendor();

const nested = (bytes: number) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2);
const saying = (text: string): unknown => expect.stringContaining(text);

const scan = async (vendor: string, count: number, change: ChangeText, limits: ConnectOptions['limits'] = {}) => {
  const { connected, list } = await connectTo(vendor, count, change, { limits });
  return await scanAll(connected.connection, list);
};

describe.each(vendors)('%s', (vendor) => {
  const call = { callReference: { batchId: 'b', requestUuid: 'u' } };
  const list = listFor(vendor, 'agent_one');
  const block = async () => await connect(vendor).add({ ...wanted('+12125551234', call), scope: list }, never);

  test.each([40_000, 8_000_000])('%d bytes of nesting end a reading, and leave an add in doubt', async (bytes) => {
    answers((response) => response.end(nested(bytes)));
    expect(await scanAll(connect(vendor), list)).toMatchObject({
      ok: false,
      class: 'retry',
      effect: 'notDone',
      message: expect.stringMatching(
        /^127\.0\.0\.1:\d+ sent an answer with more than 256 levels, which is not read \(at (\[0\]){8}…\)\.$/,
      ) as unknown,
    });
    expect(await block()).toMatchObject({ ok: false, class: 'retry', effect: 'unknown' });
  });

  test('nesting within a record, in a field that nobody uses, ends the reading too', async () => {
    const nest =
      (bytes: number): ChangeText =>
      (json, records) => {
        for (const record of records) record['junk'] = JSON.parse(nested(bytes));
        return JSON.stringify(json);
      };
    expect(await scan(vendor, 2, nest(600))).toMatchObject({ ok: false, message: saying('256 levels') });
    expect(valueOf(await scan(vendor, 2, nest(200))).records).toHaveLength(2);
  });

  test('a record whose id is no id is unreadable, and hides no other', async () => {
    let key = '';
    const read = valueOf(
      await scan(vendor, 2, (json, records) => {
        const [record = {}] = records;
        key = idKeyOf(record);
        record[key] = 'x'.repeat(201);
        return JSON.stringify(json);
      }),
    );
    expect(read.records).toHaveLength(1);
    expect(read.unreadable).toMatchObject([{ remoteId: null, why: saying(`(at ${key})`) }]);
  });

  test('a text that is longer than any is the trouble of that reading', async () => {
    const long: ChangeText = (json, [record = {}]) => {
      record['junk'] = 'x'.repeat(400_000);
      return JSON.stringify(json);
    };
    expect(await scan(vendor, 2, long, { wholeBytes: 0 })).toMatchObject({ ok: true });
    expect(await scan(vendor, 2, long, { wholeBytes: 0, textBytes: 100_000 })).toMatchObject({
      ok: false,
      class: 'retry',
      message: saying('sent a text of more than 100000 bytes, which is not read (at '),
    });
  });

  test('more records than any answer has, and more bytes, are not read', async () => {
    const same: ChangeText = (json) => JSON.stringify(json);
    for (const wholeBytes of [0, 1_000_000])
      expect(await scan(vendor, 4, same, { records: 3, wholeBytes })).toMatchObject({
        ok: false,
        message: saying('sent more than 3 records in one answer, which is not read'),
      });
    expect(await scan(vendor, 4, same, { listBytes: 200 })).toMatchObject({
      ok: false,
      message: saying('answered with more than 200 bytes, which is not read'),
    });
  });

  test('an endless refusal is cut, and what it says is quoted short', async () => {
    const text = 'no '.repeat(100_000);
    answers({ status: 400, json: { error: text, message: text, success: false, status: false } });
    const refused = await block();
    expect(refused).toMatchObject({ ok: false, message: saying('no no no') });
    expect(JSON.stringify(refused).length).toBeLessThan(500);
  });
});

test.each(vendorsThat(canRemove))('%s: the log of requests has no long paths', async (vendor) => {
  const { connection, traces, close } = connectVendor({ vendor, baseUrl: 'http://127.0.0.1:1', token: 's3cret' });
  const [scope, remoteId] = [listFor(vendor, 'a'.repeat(4000)), 'r'.repeat(4000)];
  await connection.remove(remote('+12125551234', { scope, remoteId }), never);
  await close();
  expect(traces).toHaveLength(1);
  expect(traces[0]?.path.length).toBeLessThanOrEqual(500);
});

describe('a list of agents', () => {
  const listing = vendorsThat(({ listTargets }) => listTargets);
  const listAgents = async (vendor: string, count: number) => {
    const { connected } = await connectTo(vendor, 0, (json, agents) => {
      const [one = {}] = agents;
      const key = idKeyOf(one, 'agent_one');
      for (let n = 1; n < count; n += 1) agents.push({ ...one, [key]: `a${n}` });
      one['name'] = 'x'.repeat(5000);
      return JSON.stringify(json);
    });
    return await connected.connection.listTargets(never);
  };

  test.each(listing)('%s: is taken up to a number, with names that are cut and say so', async (vendor) => {
    const targets = valueOf(await listAgents(vendor, mostTargets));
    expect(targets).toHaveLength(mostTargets);
    expect(targets[0]?.name).toBe(`${'x'.repeat(199)}…`);
  });

  test.each(listing)('%s: of 100,000 is refused as a whole, and says why', async (vendor) => {
    expect(await listAgents(vendor, 100_000)).toMatchObject({
      ok: false,
      class: 'unsupported',
      message: saying('lists more than 5,000 agents'),
    });
  });
});

describe('a reason', () => {
  const keeping = vendorsThat(({ keeps }) => keeps.reason.how === 'kept');
  const withReasons = async (vendor: string, ...reasons: readonly string[]) => {
    const read = await scan(vendor, reasons.length, (json, records) => {
      records.forEach((record, at) => {
        record['reason'] = reasons[at];
      });
      return JSON.stringify(json);
    });
    return valueOf(read).records.map(({ fields }) => fields.reason);
  };

  test.each(keeping)('%s: of 8 MB is kept cut, with a mark', async (vendor) => {
    const [long, short] = await withReasons(vendor, 'Please never call again. '.repeat(340_000), 'short');
    expect(long).toHaveLength(2000);
    expect(long).toMatch(/^Please never .*…$/);
    expect(short).toBe('short');
  });

  test.each(keeping)('%s: of 2,000 signs is whole, and no sign is halved', async (vendor) => {
    const whole = 'x'.repeat(2000);
    expect(await withReasons(vendor, whole, '😀'.repeat(1500))).toEqual([whole, `${'😀'.repeat(999)}…`]);
  });
});

describe.each(vendorsThat(({ agents }) => agents === 'set'))('%s: a record', (vendor) => {
  const withAgents = async (count: number, id: (n: number) => string, limits = {}) =>
    valueOf(
      await scan(
        vendor,
        2,
        (json, [record = {}]) => {
          const [agent = {}] = findRecords(record) ?? [];
          const member = Object.keys(record).find((name) => Array.isArray(record[name])) ?? '';
          record[member] = Array.from({ length: count }, (_, n) => ({
            ...agent,
            [idKeyOf(agent, 'agent_one')]: id(n),
          }));
          return JSON.stringify(json);
        },
        limits,
      ),
    );

  test('that names more agents than an account can have is unreadable, and hides no other', async () => {
    const read = await withAgents(mostTargets + 1, (n) => `a${n}`);
    expect(read.records).toHaveLength(1);
    expect(read.unreadable).toMatchObject([{ why: saying('(at agents)') }]);
    expect(read.unreadable[0]?.remoteId).not.toBeNull();
  });

  test('of which too much would have to be kept is unreadable, and hides no other', async () => {
    const read = await withAgents(4000, (n) => `${n}`.padStart(190, 'a'), { built: 100_000, wholeBytes: 0 });
    expect(read.records).toHaveLength(1);
    expect(read.unreadable).toMatchObject([{ why: 'The record is larger than any that is read.' }]);
    expect(read.unreadable[0]?.remoteId).not.toBeNull();
  });

  test('keeps its number where its agents are many', async () => {
    const read = await withAgents(3000, (n) => `a${n}`);
    expect(new Set(read.records.map(({ fields }) => fields.agents?.length))).toEqual(new Set([1, 3000]));
    expect(read.records.map(({ number }) => number)).toContain(num('+12125550100'));
    expect(capabilitiesOf(vendor).agents).toBe('set');
  });
});
