// A damaged key of the list's table hides a number. Whoever looks it up holds it for blocked, and says why.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkAlone } from '../../../electron/core/compose/checkAlone.ts';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import { openDeskView } from '../../../electron/core/gate/deskView.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { systemClock } from '../../../electron/hosts/systemClock.ts';
import { readAll } from '../../support/core.ts';
import { damageKey, padDatabase } from '../../support/damagedKey.ts';
import { type LeadDesk, openLeadDesk } from '../../support/leadDesk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const first = 12_125_550_100;
const hidden = first + 10 * 13;
const text = (number: number) => `+${number}`;

let desk: LeadDesk;
let file: string;
beforeEach(async () => {
  desk = await openLeadDesk();
  file = join(desk.dataDir, databaseName);
  await desk.block(...Array.from({ length: 80 }, (_, at) => text(first + at * 13)));
});
afterEach(() => desk.close());

test('a check that opens no desk says what is damaged', () => {
  padDatabase(file);
  const ask = (number: number) =>
    checkAlone(
      { dataDir: desk.dataDir, migrationsDir, systemZone: () => 'UTC', clock: systemClock },
      { numbers: [text(number)] },
    )?.[0];
  expect(ask(hidden)).toMatchObject({ blocked: true, callable: false });
  expect(ask(first + 1)).toMatchObject({ blocked: false, callable: true });
  damageKey(file, hidden);
  expect(ask(hidden)).toMatchObject({
    blocked: true,
    callable: false,
    why: expect.stringMatching(/^The database is damaged: what it says of \+12125550230 \(whether it is on the list\)/),
  });
  expect(ask(first)).toMatchObject({ blocked: true });
  expect(ask(first + 1)).toMatchObject({ blocked: false, callable: true });
});

test('the gate blocks it', () => {
  damageKey(file, hidden);
  const view = openDeskView({
    dataDir: desk.dataDir,
    systemZone: () => 'UTC',
    clock: systemClock,
    lack: () => null,
  });
  const ask = (number: number) =>
    view.look(() => view.decide(toPhoneNumber(number), undefined, toInstant(systemClock.now()), view.targets()));
  expect(ask(hidden)).toMatchObject({ holds: [{ place: 'everywhere' }], damage: { subject: hidden } });
  expect(ask(first + 1)).toMatchObject({ holds: [] });
  view.close();
});

test('a scrub blocks it, with the reason', async () => {
  damageKey(file, hidden);
  const { clean, why } = await desk.clean('leads.csv', ['phone', text(hidden), text(first + 1)]);
  expect(clean).toEqual([text(first + 1)]);
  expect(why).toEqual([expect.stringMatching(/the database is damaged where this number would stand/)]);
});

test('a file of the list is not made without it', async () => {
  damageKey(file, hidden);
  const exported = async () => readAll(await desk.client.entries.export({ format: 'csv' }));
  await expect(exported()).rejects.toThrow(/^The database is damaged: .*whether it is on the list/);
});
