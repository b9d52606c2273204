// Laws of renumbered numbers, over every rule of the table and over numbers that it does not know.
import * as fc from 'fast-check';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { type PhoneNumber, toE164, toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { type Renumbering, renumberings, type Rule } from '../../shared/domain/numbers/renumberings.ts';
import {
  isSurelySameSubscriber,
  mayHaveOtherForms,
  readOldNational,
  sameSubscriber,
  toCurrentForm,
} from '../../shared/domain/numbers/sameSubscriber.ts';

type Pair = {
  readonly change: Renumbering;
  readonly old: PhoneNumber;
  readonly now: PhoneNumber;
  readonly oldNational: string;
};

const families = renumberings.flatMap((change) => change.rules.map((rule) => ({ change, rule })));

function toPair(change: Renumbering, rule: Rule, keep: string, next: string, fill: string): Pair {
  const rest = next + fill.slice(0, rule.of - keep.length - rule.was.length - next.length);
  const oldNational = keep + rule.was + rest;
  const old = toPhoneNumber(Number((change.oldCallingCode ?? change.callingCode) + oldNational));
  const now = toPhoneNumber(Number(change.callingCode + keep + rule.is + rest));
  return { change, old, now, oldNational };
}

/** Digits that match a pattern of the table; the empty one matches none. */
const matching = (pattern = '') =>
  pattern === '' ? fc.constant('') : fc.stringMatching(new RegExp(`^(?:${pattern})$`));

/** An old number of any rule, and what the rule says it became. */
const pair = fc
  .constantFrom(...families)
  .chain(({ change, rule }) =>
    fc
      .tuple(matching(rule.keep), matching(rule.next), fc.stringMatching(/^\d{12}$/))
      .map(([keep, next, fill]) => toPair(change, rule, keep, next, fill)),
  );
const anyNumber = fc.oneof(
  pair.map(({ old }) => old),
  pair.map(({ now }) => now),
  fc.stringMatching(/^[1-9]\d{6,14}$/).map((digits) => toPhoneNumber(Number(digits))),
);
const isValid = (number: PhoneNumber) => parsePhoneNumberFromString(toE164(number))?.isValid() === true;
const runs = { numRuns: 5000 };

/** What the table says of a number, rule by rule and without the index: what it became, and what became it. */
function readTable(number: PhoneNumber): { readonly became: readonly number[]; readonly was: readonly number[] } {
  const turn = (code: string, head: string, length: number, newCode: string, newHead: string, rule: Rule) => {
    const found = new RegExp(`^${code}(${rule.keep ?? ''})${head}((?:${rule.next ?? ''})\\d*)$`).exec(String(number));
    const isLong = String(number).length === code.length + length;
    return found !== null && isLong ? [Number(`${newCode}${found[1]}${newHead}${found[2]}`)] : [];
  };
  return {
    became: families.flatMap(({ change: { callingCode: code, oldCallingCode = code }, rule }) =>
      turn(oldCallingCode, rule.was, rule.of, code, rule.is, rule),
    ),
    was: families.flatMap(({ change: { callingCode: code, oldCallingCode = code }, rule }) =>
      turn(code, rule.is, rule.of - rule.was.length + rule.is.length, oldCallingCode, rule.was, rule),
    ),
  };
}

test('what a rule joins is joined both ways', () => {
  fc.assert(
    fc.property(pair, ({ old, now }) => {
      expect(sameSubscriber(old)).toContain(now);
      expect(sameSubscriber(now)).toContain(old);
    }),
    runs,
  );
});

test('b is among the forms of a exactly if a is among those of b; nothing is its own other form, nothing stands twice', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      const forms = sameSubscriber(number);
      expect(forms).not.toContain(number);
      expect(new Set(forms).size).toBe(forms.length);
      for (const form of forms) expect(sameSubscriber(form)).toContain(number);
    }),
    runs,
  );
});

test('the quick test never says no to a number of the table, and a number outside it has no other form', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      const { became, was } = readTable(number);
      if (became.length + was.length === 0) expect(sameSubscriber(number)).toEqual([]);
      else {
        expect(mayHaveOtherForms(number)).toBe(true);
        expect(sameSubscriber(number)).toEqual(expect.arrayContaining([...became, ...was]));
      }
    }),
    runs,
  );
});

test('a current form is valid, another form of the number, and has no current form itself; a valid number has none', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      const current = toCurrentForm(number);
      if (current === undefined) return;
      expect([isValid(number), isValid(current)]).toEqual([false, true]);
      expect(sameSubscriber(number)).toContain(current);
      expect(toCurrentForm(current)).toBeUndefined();
      expect(isSurelySameSubscriber(number, current)).toBe(true);
    }),
    runs,
  );
});

test('what an old number may have become is not one person: no two of them are joined', () => {
  const became = pair.map(({ old }) => readTable(old).became.map(toPhoneNumber)).filter(({ length }) => length > 1);
  fc.assert(
    fc.property(became, (numbers) => {
      for (const number of numbers)
        for (const other of numbers) if (number !== other) expect(sameSubscriber(number)).not.toContain(other);
    }),
    { numRuns: 1000 },
  );
});

test('the example mobile of every country is no old form', () => {
  for (const region of getCountries()) {
    const example = getExampleNumber(region, examples);
    if (example === undefined) continue;
    expect([region, toCurrentForm(toPhoneNumber(Number(example.number.slice(1))))]).toEqual([region, undefined]);
  }
});

test('an old number as it was dialled at home reads as its current form, with a trunk 0 or the calling code or without', () => {
  fc.assert(
    fc.property(pair, fc.constantFrom('', '0', 'code'), ({ change, old, oldNational }, front) => {
      const current = toCurrentForm(old);
      const written = (front === 'code' ? change.callingCode : front) + oldNational;
      const isValidAsItStands = parsePhoneNumberFromString(written, change.region)?.isValid() === true;
      if (current === undefined || isValidAsItStands || change.oldCallingCode !== undefined) return;
      expect([written, readOldNational(written, change.region)]).toEqual([written, expect.arrayContaining([current])]);
    }),
    runs,
  );
});

test('whatever is dialled reads as valid numbers of the region or as nothing', () => {
  const digits = fc.stringMatching(/^[01]?\d{5,15}$/);
  fc.assert(
    fc.property(digits, fc.constantFrom(...renumberings), (text, { region, callingCode }) => {
      for (const number of readOldNational(text, region)) {
        expect([text, isValid(number)]).toEqual([text, true]);
        expect(String(number).startsWith(callingCode)).toBe(true);
      }
    }),
    runs,
  );
});
