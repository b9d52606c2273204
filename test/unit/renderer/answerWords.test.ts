/** The log of answers is read by people: none of its codes stands on the page. */
import { expect, test } from 'vitest';
import { toRuleWords, toVerdictWords } from '../../../renderer/features/gate/answerWords.ts';

test.each([
  ['alreadyThere', 'blocked already'],
  ['result: question', 'a call: asked about'],
  ['refused: badInput', 'refused: it cannot be used'],
  ['callable', 'callable'],
])('a verdict %s', (verdict, words) => {
  expect(toVerdictWords(verdict)).toBe(words);
});

test.each([
  ['none', 'nothing blocks it'],
  ['reading', 'not one number beyond doubt'],
  ['list: everywhere', 'list: everywhere'],
])('a rule %s', (rule, words) => {
  expect(toRuleWords(rule)).toBe(words);
});
