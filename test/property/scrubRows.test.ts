// The law of a scrub: no row that carries a blocked number comes out clean, in whatever column and spelling it stands, unless
// a person left that column out. Files of random columns, of forty countries, with or without a header and a country column;
// what a row carries is known from how it was made (test/support/leadWorld.ts), and no code of the product is asked about it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataDir, openTestCore, type TestCore } from '../support/core.ts';
import { type LeadRows, makeLeads, makeLines } from '../support/leadWorld.ts';
import { runs } from '../support/runs.ts';

const files = runs(45);
const rowsEach = 1000;
const lines = makeLines();
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let core: TestCore;

beforeAll(async () => {
  folder = await makeDataDir();
  core = await openTestCore(folder.dataDir);
  const blocked = lines.filter(({ isBlocked }) => isBlocked).map(({ e164 }) => e164);
  expect(blocked.length).toBeGreaterThan(300);
  await core.client.entries.add({ numbers: blocked });
});
afterAll(async () => {
  await core.close();
  await folder.remove();
});

/** The places of the rows that come out clean. Columns are taken as recognised; that of the country is confirmed by a person. */
async function clean(leads: LeadRows, doubtful: 'name' | 'block'): Promise<ReadonlySet<number>> {
  const { client } = core;
  const path = join(folder.dataDir, 'leads.txt');
  await writeFile(path, leads.text);
  const { delimiter, header, region, country, leftOut } = leads;
  const from = { kind: 'path', path } as const;
  const { scrub, columns } = await client.scrub.open({ from, region, delimiter, hasHeader: header !== null });
  const isSaid = (column: number) => column === country || leftOut.includes(column);
  const known = columns
    .filter(({ column, field }) => !isSaid(column) && field !== 'country')
    .map(({ column, field }) => ({ column, field }));
  const mapping = [
    ...known,
    ...(country === null ? [] : [{ column: country, field: 'country' as const }]),
    ...(known.some(({ field }) => field === 'phone')
      ? []
      : [{ column: leads.numbers[0] ?? 0, field: 'phone' as const }]),
  ].filter(({ column }, at, all) => all.findLastIndex((each) => each.column === column) === at);
  const to = { clean: join(folder.outDir, 'clean'), blocked: join(folder.outDir, 'blocked') };
  const options = { mapping, leftOut: [...leftOut], region, doubtful };
  const { job } = await client.scrub.start({ scrub, options, to, replace: true });
  const { state, message } = await client.jobs.wait({ job });
  if (state !== 'done') throw new Error(message);
  const { rows } = await client.scrub.result({ scrub });
  expect(rows.read).toBe(leads.rows.length);
  const kept = await readFile(to.clean, 'utf8');
  await client.scrub.forgetMapping({ scrub });
  await client.scrub.discard({ scrub });
  const places = [...kept.matchAll(/^r(\d+)\D/gm)].map(([, place]) => Number(place));
  expect(places.length).toBe(rows.clean);
  return new Set(places);
}

test('no row that carries a blocked number comes out clean', async () => {
  let carrying = 0;
  let free = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.constantFrom('name', 'block'), async (seed, doubtful) => {
      const leads = makeLeads(lines, seed, rowsEach);
      const places = await clean(leads, doubtful);
      const leaked = leads.carries.flatMap((carried, place) => (places.has(place) ? carried : []));
      expect({
        region: leads.region,
        header: leads.header,
        leftOut: leads.leftOut,
        leaked: leaked.slice(0, 5),
      }).toMatchObject({ leaked: [] });
      for (const [place, carries] of leads.carries.entries()) {
        if (carries.length > 0) carrying += 1;
        else free += 1;
        if (places.has(place)) kept += 1;
      }
    }),
    { numRuns: files, endOnFailure: true },
  );
  // Both kinds of rows were there, and most of those that carry nothing are not blocked for fear.
  expect(carrying + free).toBe(files * rowsEach);
  expect(Math.min(carrying, free)).toBeGreaterThan(files * 100);
  expect(kept / free).toBeGreaterThan(0.5);
});
