/** A key of the list's table that a disk has damaged hides no number: what is not found for its sake is doubted. */
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHiddenTest } from '../../electron/core/db/entries/hiddenEntry.ts';
import { openSnapshot } from '../../electron/core/db/handles.ts';
import { makeDataDir } from '../support/core.ts';
import { placesOfKey } from '../support/damagedKey.ts';
import { createTestDesk } from '../support/desk.ts';

const [first, step, count] = [12_120_000_000, 7, 3000];
/** More than stand on one page of the table. */
const perPage = 400;
const listed = Array.from({ length: count }, (_, at) => first + at * step);

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let file: string;
let bytes: Buffer;
/** Where the keys of the list's table stand in the file, of leaves and of the pages above them. */
let keys: readonly number[];
/** Of these the ones whose number stands in the file twice: as the end of a leaf, and in the page above. */
let upper: readonly number[];
beforeAll(async () => {
  folder = await makeDataDir();
  file = join(folder.dataDir, 'hidden.sqlite');
  const desk = createTestDesk();
  desk.db.exec(`INSERT INTO origin (id, source_kind, author, at) VALUES (900, 'import', 'a', 1)`);
  const insert = desk.db.prepare('INSERT INTO entry (number, seq, scope_id, origin_id) VALUES (?, 1, 1, 900)');
  desk.db.transaction(() => listed.forEach((number) => insert.run(number)))();
  desk.db.exec(`VACUUM INTO '${file}'`);
  desk.close();
  const db = new Database(file);
  // Indexes name the numbers as well; the table alone is looked at.
  db.exec('DROP INDEX entry_origin; VACUUM');
  db.close();
  bytes = readFileSync(file);
  const places = listed.map((number) => placesOfKey(bytes, number));
  keys = places.flat();
  upper = places.filter(({ length }) => length > 1).flat();
});
afterAll(() => folder.remove());

/** What becomes of the list where the file is so. `unsound`: SQLite's own check finds something. */
function ask(damaged: Buffer): { readonly lost: readonly number[]; readonly unsound: boolean; readonly wrong: number } {
  writeFileSync(file, damaged);
  const { db, close } = openSnapshot(file);
  try {
    const find = db.prepare<[number], number>('SELECT 1 FROM entry WHERE number = ?').pluck();
    const mayBeHidden = createHiddenTest(db);
    const lost: number[] = [];
    let wrong = 0;
    for (const number of listed) {
      if (find.get(number) === undefined && !mayBeHidden(number)) lost.push(number);
      if (find.get(number + 1) === undefined && mayBeHidden(number + 1)) wrong += 1;
    }
    const [said] = db.prepare<[], string>('PRAGMA quick_check(1)').pluck().all();
    return { lost, unsound: said !== 'ok', wrong };
  } catch {
    return { lost: [], unsound: true, wrong: 0 };
  } finally {
    close();
  }
}

test('a sound list hides nothing', () => {
  expect(keys.length).toBeGreaterThan(count);
  expect(upper.length).toBeGreaterThan(0);
  expect(ask(bytes)).toEqual({ lost: [], unsound: false, wrong: 0 });
});

test('what a key with a wrong bit hides is doubted, where SQLite calls the file unsound', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 4 }), fc.nat({ max: 7 }), fc.boolean(), (which, byte, bit, isUpper) => {
      const places = isUpper ? upper : keys;
      const damaged = Buffer.from(bytes);
      const at = (places[which % places.length] ?? 0) + byte;
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      const { lost, unsound, wrong } = ask(damaged);
      // A key that is damaged and in order is another number.
      expect(lost.length).toBeLessThan(unsound ? 1 : 2);
      // Nobody else is doubted than who stands on the pages to which the key leads.
      expect(wrong).toBeLessThan(perPage);
    }),
    { numRuns: 40 },
  );
});
