/** The country that is offered where none is chosen. */
import { expect, it } from 'vitest';
import { guessCountry } from '../../../renderer/ui/guessCountry.ts';

const known = ['US', 'GB', 'IL'];

it('is that of the first language that names one the desk knows', () => {
  expect(guessCountry(['en-US', 'he-IL'], known)).toBe('US');
  expect(guessCountry(['en', 'he-IL'], known)).toBe('IL');
  expect(guessCountry(['en-Latn-GB'], known)).toBe('GB');
  expect(guessCountry(['en-XX', 'no tag', ''], known)).toBeNull();
  expect(guessCountry([], known)).toBeNull();
});
