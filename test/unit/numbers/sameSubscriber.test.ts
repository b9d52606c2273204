// Numbers that were renumbered: which other numbers are the same line, which one is in use today, and what the old ways
// of dialling meant.
import { isSupportedCountry } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { callingCodeOf, type Region, toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { renumberings } from '../../../shared/domain/numbers/renumberings.ts';
import {
  isSurelySameSubscriber,
  mayHaveOtherForms,
  readOldNational,
  sameSubscriber,
  toCurrentForm,
} from '../../../shared/domain/numbers/sameSubscriber.ts';

const num = (text: string) => toPhoneNumber(Number(text.replace(/\D/g, '')));
const others = (text: string) => sameSubscriber(num(text)).map(toE164).toSorted();
const current = (text: string) => {
  const form = toCurrentForm(num(text));
  return form === undefined ? null : toE164(form);
};

test.each<[string, string, string]>([
  ['Mexico, the 1 of mobiles', '+52 1 55 1234 5678', '+525512345678'],
  ['Brazil, São Paulo, the ninth digit', '+55 11 8765-4321', '+5511987654321'],
  ['Brazil, Porto Alegre', '+55 51 9123-4567', '+5551991234567'],
  ['Benin', '+229 97 00 00 01', '+2290197000001'],
  ['Ivory Coast, Orange mobile', '+225 07 12 34 56', '+2250707123456'],
  ['Ivory Coast, MTN mobile', '+225 45 12 34 56', '+2250545123456'],
  ['Ivory Coast, Moov mobile', '+225 02 12 34 56', '+2250102123456'],
  ['Ivory Coast, Orange fixed', '+225 20 34 43 73', '+2252720344373'],
  ['Ivory Coast, MTN fixed', '+225 21 01 23 45', '+2252521012345'],
  ['Ivory Coast, Moov fixed', '+225 22 80 12 34', '+2252122801234'],
  ['Colombia, Bogotá', '+57 1 344 3460', '+576013443460'],
  ['Vietnam, a mobile of eleven digits', '+84 120 456 7890', '+84704567890'],
  ['Vietnam, Viettel', '+84 169 933 3999', '+84399333999'],
  ['Vietnam, Hanoi', '+84 4 3825 1234', '+842438251234'],
  ['Cameroon, a mobile', '+237 75 50 52 47', '+237675505247'],
  ['Mauritius, a mobile', '+230 711 2345', '+23057112345'],
  ['French Polynesia, a mobile', '+689 77 12 34', '+68987771234'],
  ['Chile, Santiago', '+56 2 423 4730', '+56224234730'],
  ['Chile, Puerto Montt', '+56 65 35 0009', '+56652350009'],
  ['Costa Rica, fixed', '+506 247 4747', '+50622474747'],
  ['Costa Rica, mobile', '+506 833 1234', '+50688331234'],
  ['Ecuador', '+593 9 942 2000', '+593999422000'],
  ['Egypt, Mobinil', '+20 17 123 4567', '+201271234567'],
  ['Egypt, Vodafone', '+20 10 123 4567', '+201001234567'],
  ['Saudi Arabia, Riyadh', '+966 1 461 2345', '+966114612345'],
  ['Qatar', '+974 485 6986', '+97444856986'],
  ['Uruguay, beyond Montevideo', '+598 522 4999', '+59845224999'],
  ['Haiti', '+509 555 1234', '+50935551234'],
  ['Seychelles, fixed', '+248 32 12 34', '+2484321234'],
  ['Seychelles, the first phase', '+248 41 12 34', '+2484411234'],
  ['Eswatini', '+268 404 1234', '+26824041234'],
  ['Honduras, fixed', '+504 236 0000', '+50422360000'],
  ['Morocco, Casablanca', '+212 22 12 34 56', '+212522123456'],
  ['Morocco, a mobile', '+212 61 12 34 56', '+212661123456'],
  ['Georgia, a mobile', '+995 99 123 456', '+995599123456'],
  ['Timor-Leste', '+670 773 4567', '+67077734567'],
  ['Burkina Faso, the west', '+226 40 45 12 34', '+22624451234'],
  ['Sint Maarten', '+599 542 1234', '+17215421234'],
  ['Nigeria, Lagos', '+234 1 463 0643', '+2342014630643'],
])('%s: an old number and its new one are each other', (_where, old, now) => {
  expect(current(old)).toBe(now);
  expect(others(old)).toContain(now);
  expect(others(now)).toContain(toE164(num(old)));
  expect(current(now)).toBeNull();
  expect(isSurelySameSubscriber(num(old), num(now))).toBe(true);
});

test('Argentina writes a mobile with and without its 9: each is the other, and neither is old', () => {
  expect(others('+54 9 11 2345-6789')).toEqual(['+541123456789']);
  expect(others('+54 11 2345-6789')).toEqual(['+5491123456789']);
  expect([current('+54 9 11 2345-6789'), current('+54 11 2345-6789')]).toEqual([null, null]);
  expect(isSurelySameSubscriber(num('+5491123456789'), num('+541123456789'))).toBe(true);
});

test.each([
  ['Northern Ireland, from the Republic and from elsewhere', '+353 48 9012 3456', '+44 28 9012 3456'],
  ['San Marino, from Italy and from elsewhere', '+39 0549 886377', '+378 0549 886377'],
])('%s: both are in use, and each is the other', (_where, near, far) => {
  expect(others(near)).toEqual([toE164(num(far))]);
  expect(others(far)).toEqual([toE164(num(near))]);
  expect([current(near), current(far)]).toEqual([null, null]);
  expect(isSurelySameSubscriber(num(near), num(far))).toBe(true);
});

test('an old number that may have become one of several has them all, and no current form', () => {
  expect(others('+63 2 345 6789')).toEqual(
    ['+63253456789', '+63263456789', '+63273456789', '+63283456789', '+63233456789'].toSorted(),
  );
  expect(current('+63 2 345 6789')).toBeNull();
  expect(isSurelySameSubscriber(num('+6323456789'), num('+63283456789'))).toBe(false);
});

test('two people who may both have had one old number are not made one', () => {
  expect(others('+63 2 8345 6789')).toEqual(['+6323456789']);
  expect(others('+228 90 12 34 56')).toEqual(['+2289123456']);
});

test('every old form of a number is among its forms, and they among one another', () => {
  expect(others('+241 66 11 11 11')).toEqual(['+24106111111', '+2416111111']);
  expect(others('+241 06 11 11 11')).toEqual(['+2416111111', '+24166111111']);
});

test.each([
  ['trunked radio in Brazil kept eight digits', '+55 11 7712-3456'],
  ['the library still reads the old numbers of Gabon', '+241 06 11 11 11'],
  ['Monaco answers for the digits that Kosovo had', '+377 44 123 456'],
])(
  '%s: a number that is valid as it stands has other forms, no current one, and is never surely another',
  (_why, text) => {
    expect(others(text)).not.toEqual([]);
    expect(current(text)).toBeNull();
    for (const other of others(text)) expect(isSurelySameSubscriber(num(text), num(other))).toBe(false);
  },
);

test.each([
  '+12125550102',
  '+442079460958',
  '+972502345678',
  '+55 11 3456-7890',
  '+52 1 20 1234',
  '+84 28 3812 3456',
  '+598 2208 5199',
  '+599 9 123 4567',
  '+1 721 555',
])('%s has no other form', (text) => {
  expect(others(text)).toEqual([]);
  expect(current(text)).toBeNull();
});

test('a number of a country that changed nothing is told by one comparison', () => {
  for (const text of ['+12125550102', '+442079460958', '+4930123456', '+919876543210', '+972502345678'])
    expect([text, mayHaveOtherForms(num(text))]).toEqual([text, false]);
  expect(mayHaveOtherForms(num('+525512345678'))).toBe(true);
  expect([Number.NaN, 0, -1, Infinity].map(mayHaveOtherForms)).toEqual([false, false, false, false]);
});

test.each<[string, Region, readonly string[]]>([
  ['044 55 1234 5678', 'MX', ['+525512345678']],
  ['045 55 1234 5678', 'MX', ['+525512345678']],
  ['01 55 1234 5678', 'MX', ['+525512345678']],
  ['1 55 1234 5678', 'MX', ['+525512345678']],
  ['52 1 55 1234 5678', 'MX', ['+525512345678']],
  ['52 044 55 1234 5678', 'MX', ['+525512345678']],
  ['01 800 123 4567', 'MX', ['+528001234567']],
  ['55 1234 5678', 'MX', []],
  ['044 21 0000 0000', 'MX', []],
  ['011 15 2345-6789', 'AR', ['+5491123456789']],
  ['11 15 2345-6789', 'AR', ['+5491123456789']],
  ['54 11 15 2345-6789', 'AR', ['+5491123456789']],
  ['0223 15 423-4567', 'AR', ['+5492234234567']],
  ['02966 15 42-3456', 'AR', ['+5492966423456']],
  ['15 2345 6789', 'AR', []],
  ['011 4321-0000', 'AR', []],
  ['(11) 8765-4321', 'BR', ['+5511987654321']],
  ['0 11 8765-4321', 'BR', ['+5511987654321']],
  ['0 15 11 8765-4321', 'BR', ['+5511987654321']],
  ['55 11 8765-4321', 'BR', ['+5511987654321']],
  ['(55) 8765-4321', 'BR', ['+5555987654321']],
  ['(11) 98765-4321', 'BR', []],
  ['(11) 3456-7890', 'BR', []],
  ['(11) 7712-3456', 'BR', []],
  ['8765-4321', 'BR', []],
  ['97 00 00 01', 'BJ', ['+2290197000001']],
  ['229 97 00 00 01', 'BJ', ['+2290197000001']],
  ['01 97 00 00 01', 'BJ', []],
  ['07 12 34 56', 'CI', ['+2250707123456']],
  ['22 44 12 34', 'CI', ['+2252722441234']],
  ['1 344 3460', 'CO', ['+576013443460']],
  ['03 1 344 3460', 'CO', ['+576013443460']],
  ['09 1 344 3460', 'CO', ['+576013443460']],
  ['0120 456 7890', 'VN', ['+84704567890']],
  ['04 3825 1234', 'VN', ['+842438251234']],
  ['01 461 2345', 'SA', ['+966114612345']],
  ['012 345 6789', 'EG', ['+201223456789']],
  ['09 942 2000', 'EC', ['+593999422000']],
  ['09 8765 4321', 'CL', ['+56987654321']],
  ['8765 4321', 'CL', ['+56987654321']],
  ['6535 0009', 'CL', ['+56652350009', '+56965350009']],
  ['8 99 123456', 'GE', ['+995599123456']],
  ['02 345 6789', 'PH', ['+63233456789', '+63253456789', '+63263456789', '+63273456789', '+63283456789']],
  ['2125550102', 'US', []],
  ['', 'MX', []],
  ['0445512345678901234567890', 'MX', []],
])('%s in %s: %j', (written, region, numbers) => {
  expect(readOldNational(written.replace(/\D/g, ''), region).map(toE164).toSorted()).toEqual(numbers);
});

test('every renumbering names its country, its code, its end and where it was read', () => {
  for (const { region, callingCode, oldCallingCode = callingCode, ended, sources, rules } of renumberings) {
    expect([region, isSupportedCountry(region)]).toEqual([region, true]);
    expect([callingCode, oldCallingCode]).toContain(callingCodeOf(region));
    expect(ended ?? '2000-01-01').toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    expect(rules.length).toBeGreaterThan(0);
    expect(sources.length).toBeGreaterThan(0);
    for (const { title, date, address } of sources) {
      expect(title).not.toBe('');
      expect(date ?? '2000-01-01').toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(URL.canParse(address)).toBe(true);
    }
  }
});
