// A computer's clock that is set far ahead, or comes back: no block is over because of it alone, wherever numbers are asked about, and a
// person, or time that goes on, settles it.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAlone } from '../../../electron/core/compose/checkAlone.ts';
import { openDeskView } from '../../../electron/core/gate/deskView.ts';
import { toGateAnswer } from '../../../electron/core/gate/askGate.ts';
import { createListEntries } from '../../../electron/core/gate/listEntries.ts';
import { openDeskTime } from '../../../electron/core/desk/deskTime.ts';
import { openCheck } from '../../../electron/core/list/commands/checkNumbers.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';
import { createTestClock } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const anna = '+12125550102';
const start = '2026-11-29T12:00:00.000Z';
const twoYearsOn = '2028-11-29T12:00:00.000Z';
const clock = createTestClock(start);

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
const open = async () => (desk = await openTestCore(folder.dataDir, { clock, systemZone: () => 'UTC' }));
beforeEach(async () => {
  clock.set(start);
  folder = await makeDataDir();
  await open();
  await desk.client.entries.add({ numbers: [anna], expires: '2026-12-31' });
});
afterEach(async () => {
  await desk.close();
  await folder.remove();
});

const check = async (at?: string) => (await desk.client.entries.check({ numbers: [anna], at }))[0];
const ahead = /This computer's clock is 2 years ahead .* hold on\. .*clock-is-right/;
const held = { blocked: true, callable: false, why: expect.stringMatching(ahead) };
const over = { blocked: false, callable: true };

describe('a clock that is two years ahead', () => {
  it.each(['while the desk is open', 'between two starts'])(
    'ends no block (%s), and the desk says why',
    async (when) => {
      if (when === 'between two starts') await desk.close();
      clock.set(twoYearsOn);
      if (when === 'between two starts') await open();
      expect(await check()).toMatchObject(held);
      expect((await desk.client.entries.get({ number: anna })).sentence).toContain('Blocked');
      expect((await desk.client.entries.list({ filter: { states: ['blocked'] } })).matching).toBe(1);
      expect(await desk.client.app.status()).toMatchObject({ blocked: 1 });
      expect((await desk.client.app.info()).clock).toMatch(ahead);
      clock.set('2026-11-30T12:00:00.000Z');
      expect((await check())?.why).toMatch(/31 December 2026[^.]*\.$/);
      expect((await desk.client.app.info()).clock).toBeNull();
      clock.set('2027-01-02T12:00:00.000Z');
      expect(await check()).toMatchObject(over);
    },
  );

  it('is not believed because somebody works on, and is when a person says that it is right', async () => {
    clock.set(twoYearsOn);
    await desk.client.entries.add({ numbers: ['+12125550103'] });
    expect(await check()).toMatchObject(held);
    expect(await desk.client.app.believeClock()).toEqual({ wasDoubted: true });
    expect(await check()).toMatchObject(over);
    await desk.close();
    await open();
    expect(await check()).toMatchObject(over);
    expect(await desk.client.app.believeClock()).toEqual({ wasDoubted: false });
  });

  it('changes nothing of a question that names its time', async () => {
    clock.set(twoYearsOn);
    expect(await check('2027-06-01')).toMatchObject(over);
    expect((await check('2026-12-31'))?.why).not.toMatch(ahead);
  });

  it('ends none for a check without a desk, and for programs', async () => {
    await desk.close();
    clock.set(twoYearsOn);
    const parts = { dataDir: folder.dataDir, migrationsDir, systemZone: () => 'UTC', clock };
    expect(checkAlone(parts, { numbers: [anna] })?.[0]).toMatchObject(held);
    const view = openDeskView({ ...parts, lack: () => null });
    const opened = openCheck(view.deps, view.decide, {});
    if (!opened.ok) throw new Error(opened.message);
    const { ask, question } = opened.value;
    const answer = { verdict: 'blocked', blocked: true, why: expect.stringMatching(ahead) };
    expect(toGateAnswer(anna, ask(anna), question)).toMatchObject(answer);
    const listed = createListEntries(view)({ limit: 10 }, view.deps.time.passed());
    expect(listed.entries).toMatchObject([{ state: 'blocked' }]);
    // What a person says at the desk counts here at once.
    await open();
    await desk.client.app.believeClock();
    const again = openCheck(view.deps, view.decide, {});
    expect(again.ok && toGateAnswer(anna, again.value.ask(anna), again.value.question).verdict).toBe('callable');
    view.close();
  });

  it('ends none in a lead file, whose certificate says so', async () => {
    clock.set(twoYearsOn);
    const path = join(folder.dataDir, 'leads.csv');
    await writeFile(path, `Phone\n${anna}\n+12125550190\n`);
    const { scrub, columns } = await desk.client.scrub.open({ from: { kind: 'path', path }, region: 'US' });
    const mapping = columns.map(({ column, field }) => ({ column, field }));
    const out = `${folder.dataDir}-out`;
    await mkdir(out);
    const to = { clean: join(out, 'clean.csv'), blocked: join(out, 'blocked.csv') };
    const { job } = await desk.client.scrub.start({ scrub, options: { mapping, region: 'US' }, to });
    expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
    expect(await readFile(to.blocked, 'utf8')).toContain(anna);
    expect((await desk.client.scrub.result({ scrub })).rules[0]).toMatch(ahead);
    await rm(out, { recursive: true });
  });
});

describe('time that goes on', () => {
  it('is believed, day by day and over a holiday of weeks, and nobody is asked', async () => {
    for (let days = 0; days < 400; days += 50) {
      clock.forward(50 * 86_400_000);
      expect((await desk.client.app.info()).clock).toBeNull();
    }
    expect(await check()).toMatchObject(over);
  });

  it('that was noted goes back for no clock that was reset to its first day', async () => {
    clock.set('2000-01-01T00:00:00.000Z');
    expect((await desk.client.app.info()).clock).toMatch(/27 years behind/);
    expect(await check()).toMatchObject({ blocked: true });
    clock.set('2026-11-30T12:00:00.000Z');
    expect((await desk.client.app.info()).clock).toBeNull();
  });

  it('is taken from the journal where the file of the noted time is gone or damaged', async () => {
    await desk.close();
    await writeFile(join(folder.dataDir, 'desk.time'), 'x');
    clock.set(twoYearsOn);
    await open();
    expect(await check()).toMatchObject(held);
  });
});

describe('the age of registries', () => {
  it('counts to the time that was noted where the clock is behind it, to the clock where it is ahead', () => {
    const time = openDeskTime({ dataDir: folder.dataDir, clock, newestWrite: () => null });
    clock.set('2026-01-01T00:00:00.000Z');
    expect(new Date(time.latest()).toISOString()).toBe(start);
    expect(time.doubt()?.sentence).toContain('the age of registries is counted up to the noted time');
    clock.set(twoYearsOn);
    expect(new Date(time.latest()).toISOString()).toBe(twoYearsOn);
    expect(new Date(time.passed()).toISOString()).toBe(start);
  });
});
