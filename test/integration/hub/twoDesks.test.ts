/** Two desks and a hub on a real PostgreSQL: what one supervisor blocks, the other's desk blocks too, with every field. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import { fullDetails } from '../../support/someDetails.ts';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useTwoDesks } from '../../support/useHubs.ts';

describe.skipIf(noPostgres !== undefined)('two desks that share a list', () => {
  const room = useTwoDesks();

  it('a block of one is a block of the other, with every field', async () => {
    await room.mia.client.entries.add({ numbers: ['+12125550101'], ...fullDetails(0) });
    await room.mia.client.entries.add({ numbers: ['+12125550199'], ...fullDetails(2) });
    await exchange(room.mia, room.tom);
    expect(await room.tom.isBlocked('+12125550101')).toBe(true);
    expect(await room.tom.export()).toBe(await room.mia.export());
    const { history } = await room.tom.client.entries.get({ number: '+12125550101' });
    expect(history.map(({ sentence }) => sentence)).toEqual(['Blocked everywhere by Mia, at another desk.']);
  });

  it('what is in step is sent no more', async () => {
    await exchange(room.mia, room.tom, room.mia);
    expect(await room.mia.client.hub.sync()).toMatchObject({
      received: 0,
      sent: 0,
      hub: { state: 'inStep', waiting: 0 },
    });
    expect(await room.tom.client.hub.sync()).toMatchObject({
      received: 0,
      sent: 0,
      hub: { state: 'inStep', waiting: 0 },
    });
  });

  it('both change something else: both have both', async () => {
    await room.tom.client.entries.edit({ numbers: ['+12125550101'], patch: { category: 'legal' } });
    await room.mia.client.entries.edit({ numbers: ['+12125550101'], patch: { reason: 'wrote a letter' } });
    await exchange(room.tom, room.mia, room.tom);
    expect(await room.tom.export()).toBe(await room.mia.export());
    expect(await room.mia.export()).toMatch(/wrote a letter.*legal/);
  });

  it('both block the same number before they hear of each other: one entry, nothing to decide', async () => {
    await room.tom.block('+12125550102');
    await room.mia.block('+12125550102');
    await exchange(room.tom, room.mia, room.tom);
    expect(await room.tom.export()).toBe(await room.mia.export());
  });

  it('a release by a lead reaches the other desk', async () => {
    await room.mia.client.entries.remove({ numbers: ['+12125550102'], why: 'a mistake' });
    await exchange(room.mia, room.tom);
    expect(await room.tom.isBlocked('+12125550102')).toBe(false);
    expect(await room.tom.export()).toBe(await room.mia.export());
  });

  it('a desk that may not release does not, and says who may', async () => {
    await room.tom.client.entries.add({ numbers: ['+12125550103'] });
    await exchange(room.tom);
    await expect(
      room.tom.client.entries.edit({ numbers: ['+12125550103'], patch: {}, expires: '2999-01-01' }),
    ).rejects.toThrow(/only a lead may release a number or narrow its block/);
    expect(await room.tom.isBlocked('+12125550103')).toBe(true);
  });

  it('what was not shared yet can be taken back', async () => {
    await room.tom.client.entries.add({ numbers: ['+12125550104'] });
    await room.tom.client.entries.remove({ numbers: ['+12125550104'], why: 'a typing mistake' });
    expect(await room.tom.isBlocked('+12125550104')).toBe(false);
  });

  it('a release by a desk asks the leads; the number stays blocked until one answers', async () => {
    await room.tom.block('+12125550105', '+12125550106');
    await exchange(room.tom, room.mia);
    const asked = await room.tom.client.entries.remove({
      numbers: ['+12125550105', '+12125550106'],
      why: 'called back',
    });
    expect(asked).toMatchObject({ changed: 0, asked: ['+12125550105', '+12125550106'] });
    await expect(room.tom.client.hub.state()).resolves.toMatchObject({ requestCount: 2, mayAnswer: false });
    await exchange(room.tom, room.mia);
    const view = await room.mia.client.hub.state();
    expect(view?.mayAnswer).toBe(true);
    expect(view?.requests.map(({ sentence }) => sentence).toSorted()).toEqual([
      'Tom asks to release +1 212 555 0105: called back.',
      'Tom asks to release +1 212 555 0106: called back.',
    ]);
    const idOf = (number: string) => view?.requests.find((one) => one.number === number)?.id ?? '';
    await expect(room.tom.client.hub.answer({ id: idOf('+12125550105'), answer: 'release' })).rejects.toThrow(
      /Only a lead/,
    );
    await room.mia.client.hub.answer({ id: idOf('+12125550105'), answer: 'release' });
    await room.mia.client.hub.answer({ id: idOf('+12125550106'), answer: 'keep' });
    await exchange(room.mia, room.tom);
    expect(await room.tom.isBlocked('+12125550105')).toBe(false);
    expect(await room.tom.isBlocked('+12125550106')).toBe(true);
    expect(await room.tom.client.hub.state()).toMatchObject({ requestCount: 0, waiting: 0 });
    expect(await room.tom.export()).toBe(await room.mia.export());
  });

  it('a release that was asked for before the number was blocked anew is about another block', async () => {
    const number = '+12125550109';
    await room.tom.block(number);
    await exchange(room.tom, room.mia);
    await room.tom.client.entries.remove({ numbers: [number], why: 'called back' });
    await exchange(room.tom, room.mia);
    const [asked] = (await room.mia.client.hub.state())?.requests ?? [];
    const { id = '', version } = asked ?? {};
    room.tom.clock.forward(60_000);
    await room.tom.client.entries.edit({ numbers: [number], patch: { reason: 'called again: never' } });
    await exchange(room.tom, room.mia);
    // By its name alone it is the block that was there when Tom asked; and the one that Mia has seen is not there any more.
    const since = /\+12125550109 stays blocked: Since then Tom blocked or changed it \(.*\)\./;
    await expect(room.mia.client.hub.answer({ id, answer: 'release' })).rejects.toThrow(since);
    await expect(room.mia.client.hub.answer({ id, answer: 'release', version })).rejects.toThrow(since);
    expect(await room.mia.isBlocked(number)).toBe(true);
    const [shown] = (await room.mia.client.hub.state())?.requests ?? [];
    expect(shown?.sentence).toMatch(
      /^Tom asks to release \+1 212 555 0109: called back\. Since then Tom blocked or changed/,
    );
    await room.mia.client.hub.answer({ id, answer: 'release', version: shown?.version });
    await exchange(room.mia, room.tom);
    expect(await room.tom.isBlocked(number)).toBe(false);
  });

  it('released by a lead while a desk changed it: it stays blocked, and a lead decides', async () => {
    await room.tom.block('+12125550107');
    await exchange(room.tom, room.mia);
    await room.tom.client.entries.edit({ numbers: ['+12125550107'], patch: { reason: 'complained again' } });
    await room.mia.client.entries.remove({ numbers: ['+12125550107'], why: 'asked to be called' });
    await exchange(room.mia, room.tom, room.mia, room.tom);
    for (const desk of [room.mia, room.tom]) {
      expect(await desk.isBlocked('+12125550107')).toBe(true);
      expect((await desk.client.hub.state())?.requests).toMatchObject([
        { number: '+12125550107', kind: 'releasedThereChangedHere', askedBy: 'Mia', why: 'asked to be called' },
      ]);
    }
    expect(await room.tom.export()).toMatch(/complained again/);
    expect(await room.tom.export()).toBe(await room.mia.export());
    await room.mia.client.entries.remove({ numbers: ['+12125550107'], why: 'asked to be called' });
    await exchange(room.mia, room.tom);
    expect(await room.tom.isBlocked('+12125550107')).toBe(false);
    expect(await room.tom.client.hub.state()).toMatchObject({ requestCount: 0 });
  });

  it('an account of one desk is seen at the other, which names what is blocked for it', async () => {
    const account = { vendor: 'yappr', token: 'a token', settings: {}, baseUrl: 'http://127.0.0.1:9', everyMinutes: 0 };
    await room.mia.client.accounts.add({ ...account, name: 'Yappr' });
    await room.mia.client.entries.add({ numbers: ['+12125550108'], targets: ['Yappr'] });
    await exchange(room.mia, room.tom);
    expect((await room.tom.client.entries.get({ number: '+12125550108' })).entry?.holds).toMatchObject([
      { name: 'Yappr' },
    ]);
    expect(await room.tom.isBlocked('+12125550108')).toBe(true);
    expect(await room.tom.client.accounts.list()).toMatchObject([{ name: 'Yappr', hasToken: false }]);
    expect((await room.tom.client.accounts.list())[0]?.lead).toMatchObject({ name: 'Mia', isHere: false });
    // And back: what a desk without the account says of it means the same where it is.
    await room.tom.client.entries.edit({ numbers: ['+12125550108'], patch: { reason: 'asked' } });
    await exchange(room.tom, room.mia);
    expect((await room.mia.client.entries.get({ number: '+12125550108' })).entry).toMatchObject({
      reason: 'asked',
      holds: [{ name: 'Yappr' }],
    });
  });

  it('what was taken out of an entry is taken out of it everywhere', async () => {
    await room.mia.client.entries.add({ numbers: ['+12125550109'], reason: 'her mother is ill' });
    await exchange(room.mia, room.tom);
    await room.mia.client.entries.redact({ numbers: ['+12125550109'] });
    await exchange(room.mia, room.tom);
    expect(await room.tom.export()).not.toMatch(/mother/);
    expect(await room.tom.export()).toBe(await room.mia.export());
  });

  it('an undo by a desk leaves what is shared, and takes the rest back; a desk that was killed in between opens again', async () => {
    const { batch } = await room.tom.client.entries.add({ numbers: ['+12125550110', '+12125550111'] });
    await exchange(room.tom);
    const undone = await room.tom.client.batches.undo({ batch: batch ?? 0 });
    expect(undone).toMatchObject({ changed: 0, leftCount: 2 });
    expect(undone.left[0]?.sentence).toBe('Other desks share it: only a lead may release it or narrow its block.');
    expect(await room.tom.isBlocked('+12125550110')).toBe(true);
    // What a kill left half written is taken back at the start, as an undo does it.
    await room.tom.close();
    const db = new Database(join(room.tom.dataDir, databaseName));
    db.prepare("UPDATE batch SET state = 'applying' WHERE id = ?").run(batch);
    db.close();
    await room.tom.reopen();
    expect(await room.tom.isBlocked('+12125550110')).toBe(true);
    expect(await exchange(room.tom)).toBeUndefined();
  });

  it('many at once by a desk leave what is shared', async () => {
    await room.tom.block('+12125550112', '+12125550113');
    await exchange(room.tom);
    await room.tom.block('+12125550114');
    const numbers = ['+12125550112', '+12125550113', '+12125550114'];
    const { client } = room.tom;
    const { bulk, job: previewing } = await client.bulk.preview({
      of: { kind: 'numbers', numbers },
      act: { kind: 'remove' },
    });
    await client.jobs.wait({ job: previewing });
    expect((await client.bulk.summary({ bulk })).groups).toMatchObject({ change: 1, leadOnly: 2 });
    const { job } = await client.bulk.apply({ bulk, why: 'entered by mistake', confirm: 1 });
    await client.jobs.wait({ job });
    expect(await client.bulk.result({ bulk })).toMatchObject({ changed: 1, leftCount: 2 });
    for (const [at, number] of numbers.entries()) expect(await room.tom.isBlocked(number)).toBe(at < 2);
  });
});
