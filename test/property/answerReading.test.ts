// Laws of reading a vendor's answer as a stream: it is what JSON.parse makes of the same bytes, wherever they are cut into
// pieces; what is no JSON for JSON.parse is none here; and of what is not used nothing is built.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnswerReading, readAnswer } from '../../electron/core/json/answerReader.ts';
import { answerLimits } from '../../electron/core/json/limits.ts';
import type { BuiltRecord } from '../../electron/core/json/recordBuilder.ts';
import { nothing, type Shape } from '../../electron/core/json/shape.ts';

const whole: AnswerReading = { shape: 'whole', lists: null };

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const size of sizes) {
    if (from >= bytes.length) break;
    yield bytes.subarray(from, from + size);
    from += size;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}

/** At once, or as a stream from the first byte on. */
const ways = [answerLimits.wholeBytes, 0];
const read = async (bytes: Buffer, sizes: readonly number[], reading = whole, wholeBytes = 0) =>
  await readAnswer(inPieces(bytes, sizes), reading, { ...answerLimits, wholeBytes }, answerLimits.listBytes);

/** As the reader understands bytes, by the platform's own parser. */
function parse(bytes: Buffer): { ok: true; json: unknown } | { ok: false } {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { ok: true, json };
  } catch {
    return { ok: false };
  }
}

const key = fc.oneof(
  fc.constantFrom('id', 'data', 'items', 'a', 'é', '😀', ''),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(
      fc.constantFrom(null, true, false, 0, -0, 1e21, -1.5e-7, '\\', '"', '\u2028', '\ud83d', '\udc00'),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(
      key.filter((name) => name !== '__proto__'),
      tie('json'),
      { maxKeys: 4 },
    ),
  ),
}));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
const space = fc.constantFrom('', '', ' ', '\n  ', '\t\r\n');

/** Some texts of one value: with spaces, with every sign escaped, with a mark of its byte order. */
const written = fc
  .tuple(json, fc.constantFrom(undefined, 1, '\t'), space, fc.boolean(), fc.boolean())
  .map(([value, indent, blank, isEscaped, hasMark]) => {
    const text = JSON.stringify(value, null, indent);
    const signs = isEscaped
      ? text.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : text;
    return Buffer.from(`${hasMark ? '\ufeff' : ''}${blank}${signs}${blank}`);
  });

test('an answer is what JSON.parse makes of it, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(written, sizes, async (bytes, cuts) => {
      for (const way of ways) expect(await read(bytes, cuts, whole, way)).toEqual(parse(bytes));
    }),
    { numRuns: 300 },
  );
});

test('bytes that are lost, added or changed make it the same as they make it for JSON.parse', async () => {
  const change = fc.record({
    at: fc.nat(200),
    lost: fc.integer({ min: 0, max: 3 }),
    added: fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '1', 'null', '\u0000', '[', '{"a":'),
  });
  await fc.assert(
    fc.asyncProperty(written, change, sizes, async (bytes, { at, lost, added }, cuts) => {
      const from = bytes.length === 0 ? 0 : at % bytes.length;
      const changed = Buffer.concat([bytes.subarray(0, from), Buffer.from(added), bytes.subarray(from + lost)]);
      const parsed = changed.length === 0 ? { ok: true, json: null } : parse(changed);
      for (const way of ways) {
        const answer = await read(changed, cuts, whole, way);
        if (parsed.ok) expect(answer).toEqual(parsed);
        else expect(answer).toMatchObject({ ok: false, problem: 'notJson' });
      }
    }),
    { numRuns: 600 },
  );
});

const used = (keys: Record<string, Shape>, elements: Shape | null = null): Shape => ({
  keys: new Map(Object.entries(keys)),
  elements,
});
const recordShape = used({ id: nothing, agents: used({}, used({ id: nothing })) });
const recordOf = fc.record(
  {
    id: fc.string({ maxLength: 5 }),
    agents: fc.array(fc.record({ id: fc.string({ maxLength: 3 }), prompt: json })),
    junk: json,
  },
  { requiredKeys: [] },
);

const pruned = ({ id, agents }: { id?: string; agents?: { id: string }[] }) => ({
  ...(id === undefined ? {} : { id }),
  ...(agents === undefined ? {} : { agents: agents.map((agent) => ({ id: agent.id })) }),
});

test('records come one by one with what is used of them, whatever stands around them and in whatever order', async () => {
  const around = fc.record({ meta: fc.record({ total: fc.nat() }), junk: json, success: fc.boolean() });
  const shape = used({ success: nothing, meta: used({ total: nothing }), data: used({}, 'whole') });
  await fc.assert(
    fc.asyncProperty(fc.array(recordOf), around, fc.boolean(), sizes, async (list, rest, isFirst, cuts) => {
      const { meta, junk, success } = rest;
      const text = JSON.stringify(isFirst ? { data: list, junk, meta, success } : { success, meta, junk, data: list });
      const readBy = async (way: number, pieces: readonly number[]) => {
        const taken: BuiltRecord[] = [];
        const lists = {
          at: [['data'], []],
          shape: recordShape,
          take: (record: BuiltRecord) => void taken.push(record),
        };
        const answer = await read(Buffer.from(text), pieces, { shape, lists }, way);
        return { answer, taken };
      };
      const streamed = await readBy(0, cuts);
      expect(streamed.answer).toEqual({ ok: true, json: { success, meta, data: [] } });
      expect(streamed.taken.map(({ value }) => value)).toEqual(list.map(pruned));
      expect(streamed.taken.every(({ isTooLarge }) => !isTooLarge)).toBe(true);
      const marks = (await readBy(0, [])).taken.map(({ mark }) => mark());
      expect(streamed.taken.map(({ mark }) => mark())).toEqual(marks);
      const texts = list.map((record) => JSON.stringify(record));
      expect(new Set(marks).size).toBe(new Set(texts).size);

      const atOnce = await readBy(answerLimits.wholeBytes, cuts);
      const surroundings: unknown = JSON.parse(JSON.stringify({ success, meta, junk, data: [] }));
      expect(atOnce.answer).toEqual({ ok: true, json: surroundings });
      expect(atOnce.taken.map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(list)));
      expect(atOnce.taken.map(({ mark }) => mark())).toEqual(texts);
    }),
    { numRuns: 200 },
  );
});

test('a list that is cut anywhere is not read to its end, whatever came of it before', async () => {
  const text = Buffer.from(JSON.stringify({ data: [{ id: 'a' }, { id: 'b', junk: ['é', 1] }], meta: { total: 2 } }));
  for (let end = 1; end < text.length; end += 1)
    expect(await read(text.subarray(0, end), [7, 7], whole)).toMatchObject({ ok: false, problem: 'notJson' });
});
