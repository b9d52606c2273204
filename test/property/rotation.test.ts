/** What stays of the daily backups, whatever the days were on which the desk was open: laws over many histories. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BackupFile } from '../../electron/core/backup/backupFiles.ts';
import { toOutdated } from '../../electron/core/backup/rotation.ts';

const dayMs = 24 * 60 * 60 * 1000;
const start = Date.parse('2026-01-01T12:00:00Z');
const file = (at: number): BackupFile => ({ path: `/${at}`, kind: 'daily', at });
/** Days between one backup and the next: mostly one, sometimes a holiday, seldom months. */
const gaps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.integer({ min: 2, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: 20, max: 70 }) },
  ),
  { minLength: 1, maxLength: 120 },
);

/** Makes a backup after each gap and deletes what is outdated then. */
function keep(days: readonly number[]): { readonly kept: readonly BackupFile[]; readonly all: readonly BackupFile[] } {
  let kept: readonly BackupFile[] = [];
  const all: BackupFile[] = [];
  let at = start;
  for (const gap of days) {
    at += gap * dayMs;
    const made = file(at);
    all.push(made);
    const files = [made, ...kept];
    const outdated = toOutdated(files, made, at);
    expect(outdated).not.toContain(made);
    kept = files.filter((one) => !outdated.includes(one));
  }
  return { kept, all };
}

/** The newest of each of the last `count` periods that have a backup. */
function newestOf(all: readonly BackupFile[], count: number, toPeriod: (at: number) => string): readonly string[] {
  const newest = new Map<string, string>();
  for (const { at, path } of all) newest.set(toPeriod(at), path);
  return [...newest.values()].slice(-count);
}

test('the last seven days, four weeks and twelve months with a backup keep their newest, and nothing else stays', () => {
  fc.assert(
    fc.property(gaps, (days) => {
      const { kept, all } = keep(days);
      const toDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
      // The Monday of the week.
      const toWeek = (at: number): string => toDay(at - ((new Date(at).getUTCDay() + 6) % 7) * dayMs);
      const expected = new Set([
        ...newestOf(all, 7, toDay),
        ...newestOf(all, 4, toWeek),
        ...newestOf(all, 12, (at) => toDay(at).slice(0, 7)),
      ]);
      expect(new Set(kept.map(({ path }) => path))).toEqual(expected);
    }),
  );
});

test('of backups from the future none takes the place of one of today', () => {
  fc.assert(
    fc.property(gaps, fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 40 }), (days, ahead) => {
      const { kept } = keep(days);
      const now = Math.max(...kept.map(({ at }) => at)) + dayMs;
      const made = file(now);
      const future = ahead.map((count) => file(now + count * dayMs));
      const alone = toOutdated([made, ...kept], made, now);
      const beside = toOutdated([made, ...kept, ...future], made, now);
      expect(beside.filter((one) => !future.includes(one))).toEqual(alone);
    }),
  );
});

test('copies of imports go by their number, those made by hand never', () => {
  for (const [kind, most] of [
    ['import', 5],
    ['manual', 30],
  ] as const) {
    const files = Array.from({ length: 30 }, (_, index): BackupFile => ({
      path: `/${index}`,
      kind,
      at: start + index,
    }));
    const made = files.at(-1);
    if (made === undefined) throw new Error('There are files');
    expect(files.length - toOutdated(files, made, start + 100).length).toBe(most);
  }
});

test('of the lists that restores replaced, none goes that is young, nor the first, nor the newest five', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 200 * 24 }), { minLength: 1, maxLength: 40 }), (hours) => {
      const now = start + 200 * dayMs;
      const files = hours.map((hour): BackupFile => ({
        path: `/${hour}`,
        kind: 'before-restore',
        at: start + (hour * dayMs) / 24,
      }));
      const byAge = files.toSorted((a, b) => b.at - a.at);
      const [made] = byAge;
      if (made === undefined) throw new Error('There are files');
      const gone = toOutdated(files, made, now);
      const expected = byAge.slice(5, -1).filter(({ at }) => now - at >= 60 * dayMs);
      expect(gone.toSorted((a, b) => b.at - a.at)).toEqual(expected);
    }),
  );
});
