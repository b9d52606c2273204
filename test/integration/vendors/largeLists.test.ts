// Lists whose answers are large: full agent objects, transcripts, a whole list without pages. What is used of a record is
// read, whatever surrounds it and wherever the counts stand; what is cut or broken counts as not read.
import { describe, expect, test } from 'vitest';
import { useAnsweredVendor } from '../../support/answeredVendor.ts';
import { type ChangeText, findRecords, turned, useChangedList } from '../../support/changedList.ts';
import { never, num, scanAll, valueOf } from '../../support/connectVendor.ts';
import { capabilitiesOf, listFor, vendors } from '../../support/vendors.ts';

const connectTo = useChangedList();
const { answers, connect } = useAnsweredVendor();

/** What nobody uses: 120 kB of it, as an agent's prompts or a call's transcript. */
const prompt = 'You are “Dana”, an agent who says: \\ "never" {again} [please]. '.repeat(2000);

/** Makes every record large: beside its own members, and in those that hold objects. */
const growTo =
  (text: string): ChangeText =>
  (json, records) => {
    for (const record of records) {
      const inner = findRecords(record);
      for (const one of inner ?? []) one['system_prompt'] = text;
      if (inner === undefined) record['transcription'] = { turns: [{ text, id: 'not a record' }] };
    }
    return JSON.stringify(json);
  };

const grow = growTo(prompt);
/** Above what is held and parsed at once. */
const growSome = growTo(prompt.slice(0, 14_000));

const scan = async (vendor: string, count: number, change: ChangeText, timeoutMs?: number) => {
  const { connected, list } = await connectTo(vendor, count, change, timeoutMs === undefined ? {} : { timeoutMs });
  return await scanAll(connected.connection, list);
};

describe.each(vendors)('%s', (vendor) => {
  const numbers = Array.from({ length: 100 }, (_, n) => num(`+1${2125550100 + n}`));

  test.each<[string, number, ChangeText]>([
    ['12 MB, as the vendor writes them', 12_000_000, grow],
    [
      '1.4 MB, the other way round, with the counts before the records',
      1_400_000,
      (json, records) => JSON.stringify(turned(JSON.parse(growSome(json, records)))),
    ],
    ['a few kB, the other way round', 5000, (json) => JSON.stringify(turned(json))],
  ])('100 records of %s, are read', async (_name, size, change) => {
    const sizes: number[] = [];
    const read = valueOf(
      await scan(vendor, 100, (json, records) => {
        const text = change(json, records);
        sizes.push(text.length);
        return text;
      }),
    );
    expect(Math.max(...sizes)).toBeGreaterThan(size);
    expect(new Set(read.records.map(({ number }) => number))).toEqual(new Set(numbers));
    expect(read.records).toHaveLength(100);
    expect(read.unreadable).toEqual([]);
    expect(read.records[7]?.fields.agents).toEqual(capabilitiesOf(vendor).agents === 'set' ? ['agent_one'] : null);
    expect(JSON.stringify(read)).not.toContain('Dana');
  });

  test('a large list that is cut in its middle was not read, and the sentence says where it ends', async () => {
    expect(await scan(vendor, 100, (json, records) => growSome(json, records).slice(0, 1_200_000))).toMatchObject({
      ok: false,
      class: 'retry',
      message: expect.stringMatching(
        /^127\.0\.0\.1:\d+ sent an answer that is cut off or is not JSON \(at [\w.]*\[\d+\]/,
      ) as unknown,
    });
  });

  test('a small one that is cut says so too', async () => {
    expect(await scan(vendor, 3, (json) => JSON.stringify(json).slice(0, -20))).toMatchObject({
      ok: false,
      message: expect.stringContaining('is cut off or is not JSON') as unknown,
    });
  });
});

test.each(vendors.filter((vendor) => capabilitiesOf(vendor).listTargets))(
  '%s: agents with their prompts are listed by id and name, and nothing else of them is kept',
  async (vendor) => {
    const { connected } = await connectTo(vendor, 0, (json, [agent = {}]) => {
      agent['system_prompt'] = prompt.repeat(6);
      agent['voices'] = { data: [{ prompt: prompt.repeat(6) }] };
      return JSON.stringify(json);
    });
    const listed = valueOf(await connected.connection.listTargets(never));
    expect(listed).toEqual([{ remoteId: 'agent_one', kind: 'agent', name: 'One', active: true }]);
  },
);

test('a whole list in one answer, of a vendor without pages', async () => {
  const all = Array.from({ length: 25_000 }, (_, n) => ({ id: `r${n}`, phone_number: `+1${2125550100 + n}` }));
  answers({ status: 200, json: { data: all } });
  const read = valueOf(await scanAll(connect('yappr')));
  expect(read.records).toHaveLength(25_000);
  expect(read.pages).toBe(2);
});

test('two lists in one answer are none', async () => {
  const [one, other] = ['r1', 'r2'].map((id) => ({ id, phone_number: '+12125550100' }));
  answers({ status: 200, json: { data: [one], items: [other] } });
  expect(await scanAll(connect('yappr'))).toMatchObject({
    ok: false,
    message: expect.stringContaining('two lists of records in one answer') as unknown,
  });
  answers({ status: 200, json: { data: [one], items: [] } });
  expect(valueOf(await scanAll(connect('yappr'))).records).toHaveLength(1);
});

test('records without an id are told apart by their text', async () => {
  const bare = [0, 1, 2].map((n) => ({ number: `+1212555010${n}` }));
  answers({ status: 200, json: { data: bare } });
  expect(valueOf(await connect('yappr').scan('', null, never)).unreadable).toHaveLength(3);
  answers({ status: 200, json: { data: [bare[0], bare[1], bare[0]] } });
  expect(await connect('yappr').scan('', null, never)).toMatchObject({
    ok: false,
    message: expect.stringContaining('repeats itself') as unknown,
  });
});

test.each<[string, unknown, string]>([
  [
    'osvi',
    { success: true, data: [], meta: { current_page: 1, total_pages: 'many', total_count: 1 } },
    ' (at meta.total_pages)',
  ],
  ['osvi', { success: true, records: [], meta: {} }, ' (at meta.current_page)'],
  ['weya', { data: { dncList: [], pagination: { total: 1, totalPages: 1 } } }, ' (at data.pagination.page)'],
  ['fluents', { items: [], has_more: 'yes' }, ' (at has_more)'],
  ['yappr', { hello: 'world' }, ''],
])('%s: a form that no document describes is told with its place: %j', async (vendor, json, place) => {
  answers({ status: 200, json });
  const read = await connect(vendor).scan(listFor(vendor, 'a'), null, never);
  expect(read).toMatchObject({
    ok: false,
    message: expect.stringContaining(`answered in a form that its documents do not describe${place}`) as unknown,
  });
});
