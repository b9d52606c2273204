/** The questions of an import on the page: what is open, what an answer becomes, and what stays in sight once it is answered. */
import { expect, it } from 'vitest';
import {
  answerUnread,
  type ImportDraft,
  toChosenField,
  toOptions,
  withField,
} from '../../../renderer/features/import/draft.ts';
import { toApplyWords, toNumberWords } from '../../../renderer/features/import/importWords.ts';
import {
  countOpen,
  listEarlier,
  nothingAsked,
  takeIn,
  toDoubtChoices,
} from '../../../renderer/features/import/questions.ts';
import { answerRest, answerWord, isMeaningOpen, noAnswers, toWords } from '../../../renderer/ui/file/meaningAnswers.ts';
import { emptyStatement } from '../../../renderer/ui/entry/statementForm.ts';
import type { MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import type { IntakeSummary } from '../../../shared/contract/intake.ts';

const status: MeaningColumn = {
  column: 1,
  header: 'Status',
  field: 'disposition',
  values: [
    { value: 'DNC', count: 412, means: 'block' },
    { value: 'Sale', count: 40, means: 'nothing' },
    { value: 'Q7', count: 3, means: 'unknown' },
    { value: 'Z9', count: 2, means: 'unknown' },
  ],
  hasMore: false,
};

const draft: ImportDraft = {
  ...noAnswers,
  fields: ['phone', 'disposition', 'ignore', 'reason'],
  region: 'US',
  statement: emptyStatement,
  onDuplicate: 'keep',
  sourceLabel: '',
  leftOut: [],
  doubtful: {},
  invalid: null,
  released: null,
};

const numbers = { added: 2, changed: 0, alreadyThere: 0, leftOut: 0, inDoubt: 1, notRead: 0 };
const summary: IntakeSummary = {
  intake: 'i',
  lines: 3,
  groups: {
    new: 2,
    wouldChange: 0,
    wouldRevive: 0,
    inConflict: 0,
    alreadyThere: 0,
    twiceInFile: 0,
    doubt: 1,
    unconfirmed: 0,
    rejected: 0,
  },
  parts: [],
  result: { lines: 3, added: 2, changed: 0, alreadyThere: 0, rejected: 1 },
  numbers,
  questions: [
    { kind: 'meanings', sentence: 'Which?', option: '' },
    { kind: 'invalid', sentence: 'Two are in no range.', option: '' },
  ],
  rejectedBy: [],
  meanings: [status],
  doubts: [{ kind: 'a|b', count: 1, sentence: 'Could be two.', samples: [] }],
  unread: [{ holds: 'numbers', column: 2, header: 'Other', count: 3, line: 7, samples: ['212-555-0102'] }],
  notes: { lines: 0, first: [] },
  remarks: [],
};

it('keeps what the desk knows apart from what only a person can say, before and after she has said it', () => {
  const before = toWords(status, noAnswers, 'block');
  expect(before.known.map(({ value, isMeant }) => [value, isMeant])).toEqual([
    ['DNC', true],
    ['Sale', false],
  ]);
  expect(before.strange.map(({ value, isMeant }) => [value, isMeant])).toEqual([
    ['Q7', null],
    ['Z9', null],
  ]);
  // Letters large or small are one word, as the core reads them.
  const answers = answerWord(answerWord(noAnswers, status.column, 'q7', true), status.column, 'Sale', true);
  const after = toWords(status, answers, 'block');
  expect(after.strange.map(({ isMeant }) => isMeant)).toEqual([true, null]);
  expect(after.known.map(({ isMeant }) => isMeant)).toEqual([true, true]);
  expect(toWords(status, answerWord(answers, status.column, 'Q7', false), 'block').strange[0]?.isMeant).toBe(false);
});

it('answers the rest of a column, and of one with more words than are shown everything that is not chosen', () => {
  const rest = answerRest(answerWord(noAnswers, status.column, 'Q7', true), status, 'block');
  expect(rest.columnAnswers).toEqual([{ column: status.column, requestValues: ['Q7'], otherValues: ['Z9'] }]);
  expect(isMeaningOpen(status, rest, 'block', true)).toBe(false);

  const long = { ...status, values: status.values.slice(0, 2), hasMore: true };
  expect(isMeaningOpen(long, noAnswers, 'block', true)).toBe(true);
  expect(isMeaningOpen(long, noAnswers, 'block', false)).toBe(false);
  const all = answerRest(noAnswers, long, 'block');
  expect(all.columnAnswers).toEqual([{ column: status.column, requestValues: ['DNC'] }]);
  expect(isMeaningOpen(long, all, 'block', true)).toBe(false);
  expect(answerWord(all, status.column, 'Sale', true).columnAnswers).toEqual([
    { column: status.column, requestValues: ['DNC', 'Sale'] },
  ]);
});

it('counts what is open by the draft, and keeps an answered question where it was', () => {
  const asked = takeIn(nothingAsked, summary, draft);
  expect(countOpen(asked, draft)).toBe(4);
  const answered: ImportDraft = {
    ...answerUnread(draft, { column: 2, holds: 'numbers' }, 'leave'),
    ...answerRest(draft, status, 'block'),
    doubtful: { 'a|b': 'leave' },
    invalid: 'leave',
  };
  expect(countOpen(asked, answered)).toBe(0);
  const next: IntakeSummary = { ...summary, questions: [], doubts: [], unread: [] };
  const later = takeIn(asked, next, answered);
  expect([later.doubts, later.unread, later.invalid]).toEqual([asked.doubts, asked.unread, 'Two are in no range.']);
  expect(listEarlier(later, answered)).toEqual([]);

  // Of a file that is read in another way nothing of it may be so; what was answered can still be asked again.
  const anew = takeIn({ ...later, isStale: true }, next, answered);
  expect([anew.doubts, anew.unread, anew.invalid]).toEqual([[], [], null]);
  expect(listEarlier(anew, answered)).toEqual(['a|b']);
});

it('tells a column that a person leaves out from one that nobody reads', () => {
  expect(toChosenField(draft, 2)).toBe('ignore');
  const out = answerUnread(draft, { column: 2, holds: 'numbers' }, 'leave');
  expect(toChosenField(out, 2)).toBe('leftOut');
  expect(toOptions(out)).toMatchObject({ leftOut: [2] });
  expect(toOptions(withField(out, 2, 'ignore'))).toMatchObject({ leftOut: [] });
  const also = answerUnread(out, { column: 2, holds: 'numbers' }, 'block');
  expect(toOptions(also)).toMatchObject({
    leftOut: [],
    mapping: expect.arrayContaining([{ column: 2, field: 'phone' }]),
  });
  // A reason stays one when only the numbers in it are left alone.
  const words = answerUnread(draft, { column: 3, holds: 'numbers' }, 'leave');
  expect([words.fields[3], words.leftOut]).toEqual(['reason', [3]]);
  // Several columns may say whether a row is meant; only one can hold the country.
  expect(withField(draft, 2, 'disposition').fields).toEqual(['phone', 'disposition', 'disposition', 'reason']);
  expect(withField(withField(draft, 2, 'country'), 3, 'country').fields[2]).toBe('ignore');
});

it('offers each reading, all and none', () => {
  expect(toDoubtChoices(2).map(({ choice }) => choice)).toEqual([0, 1, 'all', 'leave']);
  expect(toDoubtChoices(1).map(({ choice }) => choice)).toEqual(['all', 'leave']);
});

it('counts numbers where lines do not show them', () => {
  expect(toNumberWords(summary.result, numbers)).toBeUndefined();
  expect(toNumberWords(summary.result, { ...numbers, added: 1204, notRead: 2 })).toBe(
    'Some lines hold several numbers. Counted one by one: 1,204 new, 1 in doubt and 2 that cannot be used.',
  );
  expect(toApplyWords({ ...summary, numbers: { ...numbers, added: 1204 } })).toBe('Block 1,204 numbers');
});
