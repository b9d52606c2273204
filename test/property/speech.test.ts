/** The quick test for cells that speak of calls never says no of one that does, whatever its language, writing and encoding. */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createLeadBatch, createLeadScanner } from '../../electron/core/scrub/leads/leadScanner.ts';
import { createSpeechTest } from '../../electron/core/scrub/leads/speechTest.ts';
import { createWordsTest } from '../../shared/domain/columns/speechKeys.ts';
import { meaningInPassing } from '../../shared/domain/columns/statusMeaning.ts';
import { LANGUAGES, listEntries } from '../../shared/words/languages/lookups.ts';

const phrases = Object.values(LANGUAGES).flatMap(({ asked, askedAlone }) => [
  ...listEntries(asked),
  ...listEntries(askedAlone),
]);
const utf8 = createSpeechTest('utf-8').maySpeak;
const utf16 = createSpeechTest('utf-16le').maySpeak;
const words = createWordsTest();
const scan = createLeadScanner({ delimiter: ',', quote: '"', columns: 2 }, [], {
  isLooked: () => false,
  mayHoldNumber: () => false,
  isSpeaking: (column) => column === 1,
  speech: createSpeechTest('utf-8'),
});

/** Whether the scanner of leads takes the text for one that speaks, as a cell of its own. */
function isScanned(text: string): boolean {
  const units = Buffer.from(`7,${text}\n`, 'utf8');
  const batch = createLeadBatch(1, 0);
  const { why } = scan({ units, end: units.length, isEnd: true }, 0, batch, 1);
  return why === 'odd' || batch.spoken.count === 1;
}

/** What parts cells, rows or a quotation. */
const parting = /[,"\r\n]/g;

const isSeen = (text: string): readonly boolean[] => {
  const bytes = Buffer.from(text, 'utf8');
  const units = Uint16Array.from(Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)));
  return [utf8(bytes, 0, bytes.length), utf16(units, 0, units.length), words(text)];
};

/** The same words as people and machines write them. */
const writings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD'),
  (text) => text.replace(/ (\p{L})/gu, (_, letter: string) => letter.toUpperCase()),
  (text) => text.replaceAll(' ', '_'),
  (text) => text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  (text) => Array.from(text).join('\u00AD'),
];

test('every phrase of every language is seen, however it is written', () => {
  for (const phrase of phrases)
    for (const write of writings)
      for (const text of [write(phrase), `VIP, ${write(phrase)}`, `${write(phrase)} (3/2)`, `x1-${write(phrase)}!`]) {
        if (meaningInPassing(text, false) === 'nothing') continue;
        expect([text, ...isSeen(text), isScanned(text.replace(parting, ' '))]).toEqual([text, true, true, true, true]);
      }
});

test('whatever is said in passing is seen among other text', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...phrases),
      fc.constantFrom(...writings),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
      (phrase, write, before, after) => {
        const text = `${before}${write(phrase)}${after}`;
        if (meaningInPassing(text, false) !== 'nothing')
          expect(isSeen(text.replace(/\p{Cs}/gu, ''))).not.toContain(false);
        const cell = text.replace(/\p{Cs}/gu, '').replace(parting, ' ');
        if (meaningInPassing(cell, false) !== 'nothing') expect([cell, isScanned(cell)]).toEqual([cell, true]);
      },
    ),
    { numRuns: 5000 },
  );
});

test('what a text says does not hang on its numbers of several digits', () => {
  const digits = fc.string({
    unit: fc.constantFrom('0', '1', '7', '00', '01', '12', '2125550102', ' ', '-'),
    maxLength: 6,
  });
  const phrase = fc.constantFrom(...phrases, 'Number', 'not on DNC', 'National DNC', 'DNC: no', 'Suite');
  fc.assert(
    fc.property(phrase, digits, digits, fc.boolean(), (text, before, after, isOfPeople) => {
      const whole = `${before}${text}${after}`;
      expect(meaningInPassing(whole.replace(/\d{2,}/g, '99'), isOfPeople)).toBe(meaningInPassing(whole, isOfPeople));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['windows-1252', 'désinscrit'],
  ['windows-1255', 'לא להתקשר'],
] as const)('a phrase in %s is seen', (encoding, phrase) => {
  const letters = Array.from(new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)));
  const bytes = Uint8Array.from(Array.from(phrase), (letter) => letters.indexOf(letter));
  expect(createSpeechTest(encoding).maySpeak(bytes, 0, bytes.length)).toBe(true);
});

test.each(['Person 123456', 'New York', 'NY', '123 Main Street', 'Jennifer Williams', '2125550102', 'José', 'Möller'])(
  'and most other cells are told apart: %s',
  (text) => {
    expect([...isSeen(text), isScanned(text)]).toEqual([false, false, false, false]);
  },
);
