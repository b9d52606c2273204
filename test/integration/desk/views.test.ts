/** Saved views are the desk's: every host has the same, and a restart finds them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
beforeEach(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir);
});
afterEach(async () => {
  await desk.close();
  await folder.remove();
});

it('saves, renames and removes views, one of each name, and finds them after a restart', async () => {
  const { views } = desk.client;
  const params = { open: 'overdue', sort: '-createdAt', columns: 'where,why' };
  const late = await views.save({ name: ' Late at Weya ', params });
  expect(late).toMatchObject({ name: 'Late at Weya', params });
  await views.save({ name: 'Complaints', params: { category: 'complaint' } });
  await expect(views.save({ name: 'LATE AT WEYA', params: {} })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'There is a view "LATE AT WEYA" already: give this one another name.',
  });
  await views.save({ ...late, name: 'Overdue' });
  await desk.close();
  desk = await openTestCore(folder.dataDir);
  expect((await desk.client.views.list()).map(({ name }) => name)).toEqual(['Complaints', 'Overdue']);
  expect(await desk.client.views.remove({ id: late.id })).toEqual({ removed: true });
  expect(await desk.client.views.remove({ id: late.id })).toEqual({ removed: false });
  expect(await desk.client.views.list()).toHaveLength(1);
});
