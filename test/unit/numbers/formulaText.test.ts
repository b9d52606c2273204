// Formulas that stand in a cell instead of what they come to: a link to a phone number is read, whatever the language of the
// spreadsheet; every other formula stays as it is, for the reader of numbers to name.
import { expect, test } from 'vitest';
import { isPhoneLink, toPlainCell } from '../../../shared/domain/numbers/formulaText.ts';
import { parseNumber } from '../../../shared/domain/numbers/number.ts';

test.each([
  ['=HYPERLINK("tel:+12125550102","(212) 555-0102")', 'tel:+12125550102'],
  ['=HYPERLINK("tel:+12125550102";"Ann")', 'tel:+12125550102'],
  ['= hyperlink ( "tel:+12125550102" )', '= hyperlink ( "tel:+12125550102" )'],
  ['=HYPERLINK( "tel:+12125550102" )', 'tel:+12125550102'],
  ['\'=HYPERLINK("tel:+12125550102","Ann")', 'tel:+12125550102'],
  ['=LIEN_HYPERTEXTE("callto:+12125550102";"Ann")', 'callto:+12125550102'],
  ['=ГИПЕРССЫЛКА("tel:+12125550102";"Ann")', 'tel:+12125550102'],
  ['=LINK("tel:+12125550102";"Ann")', 'tel:+12125550102'],
  ['=HYPERLINK("https://crm.example/c/1","212-555-0102")', '212-555-0102'],
  ['=HYPERLINK("tel:"&A2,"(212) 555-0102")', '(212) 555-0102'],
  ['=HYPERLINK(CONCATENATE("tel:",A2),"say ""hi"", 212-555-0102")', 'say "hi", 212-555-0102'],
  ['=HYPERLINK("https://crm.example/c/1")', 'https://crm.example/c/1'],
  ['=HIPERVINCULO("https://crm.example";"212-555-0102")', '212-555-0102'],
])('%s stands for %s', (formula, text) => {
  expect(toPlainCell(formula)).toBe(text);
});

test.each([
  '=A2&B2',
  '="0501234567"',
  '=+12125550102',
  '=HYPERLINK("tel:"&A2,B2)',
  '=HYPERLINK("tel:+12125550102"',
  '=IF(A2="","tel:1","2")',
  '=SUM("1","2")',
  '=',
  '2125550102',
  'HYPERLINK("tel:+12125550102","x")',
  `=HYPERLINK("tel:+12125550102","${'x'.repeat(9000)}")`,
])('%s stays as it is', (text) => {
  expect(toPlainCell(text)).toBe(text);
});

test('a number is read from the formula that links to it, as long as it may be', () => {
  const long = `=HYPERLINK("https://crm.example/${'x'.repeat(300)}","212-555-0102")`;
  for (const text of ['=HYPERLINK("tel:+12125550102","Ann")', long])
    expect(parseNumber(text, 'US')).toMatchObject({ ok: true, number: 12_125_550_102 });
  expect(parseNumber('=A2&B2', 'US').ok).toBe(false);
});

test.each([
  ['tel:+12125550102', true],
  [' SIP:100@pbx.example ', true],
  ['tel:', false],
  ['https://example.com/2125550102', false],
  ['2125550102', false],
])('%j leads to a phone number: %s', (link, isOne) => {
  expect(isPhoneLink(link)).toBe(isOne);
});
