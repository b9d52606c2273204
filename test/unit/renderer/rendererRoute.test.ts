/** The address holds the route: every route that can be shown is found again after a reload, and nothing else is believed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { screenIds } from '../../../shared/actions.ts';
import { toHash, toRoute } from '../../../renderer/route.ts';

it('reads a screen, what follows it, the open number and the filters', () => {
  expect(toRoute('#/accounts/3/number/+12125551234?state=removed')).toEqual({
    screen: 'accounts',
    rest: ['3'],
    number: '+12125551234',
    params: { state: 'removed' },
  });
  expect(toRoute('#/number/+972501234567')).toMatchObject({ screen: 'list', number: '+972501234567' });
});

it('takes everything else for Home', () => {
  for (const hash of ['', '#', '#token=abc', '#/nowhere/1', '#/number/12', '#/number/+0123456', '#/%E0%A4%A']) {
    expect(toRoute(hash)).toMatchObject({ screen: 'home', number: null });
  }
});

it('writes what it reads back, for any route', () => {
  const route = fc.record({
    screen: fc.constantFrom(...screenIds),
    rest: fc.array(
      fc.string({ minLength: 1 }).filter((text) => text !== 'number' && text.isWellFormed()),
      { maxLength: 2 },
    ),
    number: fc.option(fc.constantFrom('+12125551234', '+972501234567')),
    params: fc.dictionary(
      fc.constantFrom('search', 'state'),
      fc.string({ minLength: 1 }).filter((text) => text.isWellFormed()),
    ),
  });
  fc.assert(
    fc.property(route, (each) => {
      expect(toRoute(toHash(each))).toEqual({ ...each, params: { ...each.params } });
    }),
  );
});
