// A record that was agreed, and of which only the id can be read now: that proves nothing else of it, and the screen says so.
import { describe, expect, it } from 'vitest';
import { useChangedVendor } from '../../support/changedVendor.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const stage = useSyncStage();
const changed = useChangedVendor();
const anna = '+12125551234';
const day = 86_400_000;
const row = () => stage.desk.records.rowsFor(toNumber(anna))[0];
const account = async () => (await stage.desk.status.listAccounts())[0];

it('Fluents: a record of the user that is no longer in the settings is none of the environment, which gets its own', async () => {
  const { id, tenant } = await stage.desk.connect('fluents');
  await stage.desk.accounts.update(id, { settings: { userId: 'user-7' } });
  stage.desk.add(anna);
  await stage.desk.sync(id);
  await stage.desk.accounts.update(id, { settings: {} });
  for (let time = 0; time < 2; time += 1) await stage.desk.sync(id);
  const there = stage.sandbox.control.records({ tenant, number: anna }).map(({ userId }) => userId);
  expect(there).toEqual(['user-7', null]);
  expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
  expect(stage.desk.isBlocked(anna)).toBe(true);
});

describe('an end without a zone', () => {
  it('makes a record of Yappr one that cannot be verified, until it can be read again', async () => {
    const { id, tenant } = await stage.desk.connect('yappr');
    stage.desk.add(anna);
    await stage.desk.sync(id);
    let isZoneless = true;
    await changed(stage.desk, id, ({ method }, reply) => {
      if (method !== 'GET' || !isZoneless) return;
      reply.body = reply.body.replaceAll(/"expires_at":"[^"]*"/g, '"expires_at":"2026-05-04 14:00:00"');
    });
    await stage.desk.sync(id);
    expect(row()).toMatchObject({ state: 'inStep' });
    stage.sandbox.control.changeRecord({ tenant, number: anna, expiresAt: stage.clock.now() + day });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
    const sentence = expect.stringContaining('cannot be read here');
    expect(row()).toMatchObject({ state: 'cannotVerify', sentence });
    expect(await account()).toMatchObject({ state: 'needsYou', inStep: 0, cannotVerify: 1 });
    stage.clock.forward(2 * day);
    await stage.desk.sync(id);
    expect(row()).toMatchObject({ state: 'cannotVerify', sentence });
    expect(stage.desk.entry(anna)?.removed).toBeNull();
    // Once it can be read, it is what it says.
    isZoneless = false;
    stage.sandbox.control.changeRecord({ tenant, number: anna, expiresAt: null });
    await stage.desk.sync(id);
    expect(row()).toMatchObject({ state: 'inStep' });
    expect(await account()).toMatchObject({ state: 'inStep', inStep: 1, cannotVerify: 0 });
  });
});

it('Weya: a number that is masked now releases nothing, sends nothing and is not verified', async () => {
  const { id, tenant } = await stage.desk.connect('weya');
  stage.sandbox.control.addRecords({ tenant, records: [{ number: anna }] });
  await stage.desk.sync(id);
  expect(row()).toMatchObject({ state: 'inStep' });
  await changed(stage.desk, id, (_asked, reply) => {
    reply.body = reply.body.replaceAll(/"phoneNumber":"\d+(\d\d)"/g, '"phoneNumber":"********$1"');
  });
  for (let time = 0; time < 2; time += 1) expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, removed: 0 });
  expect(row()).toMatchObject({ state: 'cannotVerify' });
  expect(await account()).toMatchObject({ inStep: 0, cannotVerify: 1 });
  expect(stage.desk.isBlocked(anna)).toBe(true);
});
