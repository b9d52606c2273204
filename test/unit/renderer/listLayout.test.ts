/** Order and columns of the list in its address, which a saved view keeps. */
import { expect, it } from 'vitest';
import {
  isSameList,
  listColumns,
  toColumns,
  toSort,
  withColumns,
  withoutFilters,
  withSort,
} from '../../../renderer/features/list/listLayout.ts';

it('reads the columns of an address, leaves out what it does not know, and writes them in their order', () => {
  const usual = toColumns({});
  expect(usual).toEqual(['where', 'why', 'createdAt', 'until', 'source', 'vendors']);
  expect(toColumns({ columns: 'campaign,nonsense,where' })).toEqual(['where', 'campaign']);
  expect(toColumns({ columns: 'nonsense' })).toEqual(usual);
  expect(withColumns({ search: '212' }, ['campaign', 'where'])).toEqual({ search: '212', columns: 'where,campaign' });
  expect(withColumns({ columns: 'where' }, usual)).toEqual({});
  for (const column of listColumns) expect(toColumns(withColumns({}, [column]))).toEqual([column]);
});

it('reads the order of an address and writes it', () => {
  expect(toSort({})).toEqual({ by: 'number', descending: false });
  expect(toSort({ sort: 'nonsense' })).toEqual({ by: 'number', descending: false });
  for (const by of ['number', 'createdAt'] as const)
    for (const descending of [true, false])
      expect(toSort(withSort({ search: 'x' }, { by, descending }))).toEqual({ by, descending });
});

it('clears filters and keeps order and columns', () => {
  const params = { search: 'x', open: 'any', sort: '-createdAt', columns: 'why' };
  expect(withoutFilters(params)).toEqual({ sort: '-createdAt', columns: 'why' });
  expect(isSameList({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
  expect(isSameList({ a: '1' }, { a: '1', b: '2' })).toBe(false);
});
