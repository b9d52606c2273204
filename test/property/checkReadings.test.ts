// A text that `check` calls callable has no plausible reading, and no other form of the same subscriber, that is blocked: for
// numbers of several countries on the list, in spellings of people, files and programs, whole, damaged or asked elsewhere.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  parseE164,
  type PhoneNumber,
  type Region,
  toE164,
  toInternational,
} from '../../shared/domain/numbers/number.ts';
import { readCell, toLookedUp, toSure } from '../../shared/domain/numbers/readings.ts';
import { createTestDesk, type TestDesk, valueOf } from '../support/desk.ts';

const regions = ['US', 'IL', 'FR', 'AU', 'DE', 'AT', 'IT', 'MX', 'BR', 'IN', 'GB', 'DK'] as const satisfies Region[];
const listed = [
  '+12125550102',
  '+972502345678',
  '+33612345678',
  '+61412345678',
  '+493012345679',
  '+4351212346',
  '+390212345678',
  '+39331123456',
  '+525512345678',
  '+5215587654321',
  '+5511987654321',
  '+551187654322',
  '+912125550102',
  '+442079460958',
  '+4532123456',
  '+19725023478',
];

let desk: TestDesk;
let blocked: ReadonlySet<number>;
beforeAll(() => {
  desk = createTestDesk();
  valueOf(desk.list.add({ numbers: ['+12025550100'] }));
  const insert = desk.db.prepare(
    'INSERT INTO entry (number, seq, scope_id, origin_id) SELECT ?, 1, scope_id, origin_id FROM entry WHERE number = 12025550100',
  );
  for (const number of listed) insert.run(Number(number.slice(1)));
  blocked = new Set([12025550100, ...listed.map((number) => Number(number.slice(1)))]);
});
afterAll(() => desk.close());

/** The digits without their country code or a part of it, with what people and programs put around. */
const anyText = fc
  .record({
    number: fc.oneof(
      fc.constantFrom(...listed),
      fc.integer({ min: 2_010_000_000, max: 99_999_999_999 }).map((digits) => `+${digits}`),
    ),
    cut: fc.integer({ min: 0, max: 4 }),
    front: fc.constantFrom('', '', '', '0', '9', '00', '011', '+', '1', 'p:', 'tel ', 'call ', '044 ', '(0)'),
    grouped: fc.boolean(),
    back: fc.constantFrom('', '', '', '/78', '-78', ' x12', '; 212-555-0199', ' (cell)', ' / +1 212 555 0102'),
  })
  .map(({ number, cut, front, grouped, back }) => {
    const written = grouped ? toInternational(parseE164(number) ?? (12125550102 as PhoneNumber)) : number;
    return `${front}${written.replace(/^\+/, '').slice(cut).trim()}${back}`;
  });

test('callable means that nothing which the text could mean is blocked', () => {
  let callable = 0;
  fc.assert(
    fc.property(
      fc.oneof({ weight: 5, arbitrary: anyText }, fc.string({ maxLength: 24 })),
      fc.constantFrom(...regions),
      (text, region) => {
        const answer = desk.list.check({ numbers: [text], region });
        if (!answer.ok) return;
        const [result] = answer.value;
        if (result?.callable !== true) return;
        callable += 1;
        const mentions = readCell(text, { region });
        expect(toLookedUp(mentions).filter((number) => blocked.has(number))).toEqual([]);
        const sure = new Set(mentions.map((mention) => toSure(mention)?.number));
        expect([...sure].map((number) => number && toE164(number))).toEqual([result.number]);
      },
    ),
    { numRuns: 5000 },
  );
  // The law says nothing about answers that never come.
  expect(callable).toBeGreaterThan(300);
});
