// One list and all who read it: whatever happened to it, `check`, lead files, the list, the drawer, an export that is imported elsewhere
// and a backup that takes another list's place say the same of every number, for everybody who asks, now and later.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTestClock } from '../support/desk.ts';
import { type Happening, happening, openOneList, type Said } from '../support/oneList.ts';
import { runs } from '../support/runs.ts';

const stories = fc.array(happening, { minLength: 2, maxLength: 12 });
const zones = fc.constantFrom('UTC', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kathmandu');
const formats = fc.constantFrom('csv' as const, 'xlsx' as const);

/** What another reader says differently, of what it was asked. */
function compare(truth: Said, other: Said): readonly string[] {
  return [...other].flatMap(([asked, said]) => {
    const told = truth.get(asked);
    return told === said ? [] : [`${asked}: ${told} by check, ${said}`];
  });
}

/** Of lead files only who is callable is seen. */
const toHalves = (truth: Said): Said =>
  new Map([...truth].map(([asked, said]) => [asked, said === 'callable' ? said : 'blocked']));

test('everybody who reads the list says the same of a number', async () => {
  const told = { blocked: 0, callable: 0, alone: 0 };

  async function tell(story: readonly Happening[], zone: string, format: 'csv' | 'xlsx') {
    const clock = createTestClock();
    const desk = await openOneList(zone, clock);
    const [imported, restored] = await Promise.all([openOneList(zone, clock), openOneList(zone, clock)]);
    try {
      for (const what of story) await desk.happen(what);
      const truth = await desk.check();
      for (const said of truth.values()) told[said === 'callable' ? 'callable' : 'blocked'] += 1;
      const blocked = desk.blockedNow(truth);

      expect(await desk.shown()).toEqual({ list: blocked, drawer: blocked });
      expect(compare(toHalves(truth), await desk.scrub())).toEqual([]);
      if (blocked.length > 0) {
        expect(await imported.import(await desk.export(format))).toEqual([]);
        expect(compare(truth, await imported.check())).toEqual([]);
      }
      await restored.restore(await desk.backUp());
      expect(compare(truth, await restored.check())).toEqual([]);
      const alone = await desk.checkAlone();
      if (alone === undefined) return;
      told.alone += 1;
      expect(compare(truth, alone)).toEqual([]);
    } finally {
      for (const each of [desk, imported, restored]) await each.close();
    }
  }

  await fc.assert(fc.asyncProperty(stories, zones, formats, tell), { numRuns: runs(8) });
  // A world in which nobody is blocked, or everybody, or in which a desk is always needed, would show nothing.
  expect(Math.min(told.blocked, told.callable, told.alone)).toBeGreaterThan(0);
});
