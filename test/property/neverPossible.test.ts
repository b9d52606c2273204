// What is ruled out by its count of digits alone, the library finds impossible too; and most ids are ruled out so.
import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { isNeverPossible } from '../../shared/domain/numbers/neverPossible.ts';
import { listRegions } from '../../shared/domain/numbers/numberPlan.ts';

const digit = fc.constantFrom(...'0123456789'.split(''));
const front = fc.constantFrom('', '1', '11', '111', '0', '01', '011', '00', '9', '91', '212', '1212', '1876', '268');
const digits = fc
  .tuple(front, fc.string({ unit: digit, maxLength: 18 }))
  .map((parts) => parts.join('').slice(0, 20))
  .filter((text) => text !== '');

const isPossible = (text: string, region: ReturnType<typeof listRegions>[number] | undefined): boolean =>
  parsePhoneNumberFromString(text, { defaultCountry: region, extract: false })?.isPossible() === true;

test('what is ruled out is not possible, with a + and in every country that shares it', () => {
  fc.assert(
    fc.property(digits, fc.constantFrom(...listRegions('1')), (text, region) => {
      if (isNeverPossible(text, region)) expect(isPossible(text, region)).toBe(false);
      if (isNeverPossible(`+1${text}`, undefined)) expect(isPossible(`+1${text}`, undefined)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test('digits of each length, all alike or as numbers begin', () => {
  for (const region of listRegions('1'))
    for (let length = 1; length <= 20; length += 1)
      for (const start of ['1', '11', '2125550102', '12125550102', '112125550102', '2685550102', '0112125550102']) {
        const text = start.padEnd(length, '2').slice(0, length);
        if (isNeverPossible(text, region)) expect(isPossible(text, region), `${text} in ${region}`).toBe(false);
      }
});

test('ids are ruled out, and numbers are not', () => {
  expect(['123456123456', '202311074', '1234567890123', '22345678'].every((id) => isNeverPossible(id, 'US'))).toBe(
    true,
  );
  expect(['2125550102', '12125550102', '112125550102', '5550102'].some((id) => isNeverPossible(id, 'US'))).toBe(false);
  expect(isNeverPossible('123456123456', 'DE')).toBe(false);
});
