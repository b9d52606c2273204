/** Which backups stay, decided from their names alone. Those made by hand are never deleted. */
import type { BackupFile, BackupKind } from './backupFiles.ts';

/**
 * How many stay: the newest of each of so many days, weeks and months that have one; simply the newest; or the newest, all that are
 * younger than so many days, and the first.
 */
type Kept =
  | { readonly days: number; readonly weeks: number; readonly months: number }
  | { readonly newest: number }
  | { readonly newest: number; readonly youngerDays: number };

const keptBackups = {
  manual: { newest: Number.POSITIVE_INFINITY },
  daily: { days: 7, weeks: 4, months: 12 },
  import: { newest: 5 },
  // Nothing else has the list as it was before somebody restored once more, and once more.
  'before-restore': { newest: 5, youngerDays: 60 },
} as const satisfies Record<BackupKind, Kept>;

const dayMs = 24 * 60 * 60 * 1000;

/** The periods that a time (epoch ms) lies in, by UTC; a week begins on Monday. */
const periods = {
  days: (at: number) => Math.floor(at / dayMs),
  // 1 January 1970 was a Thursday.
  weeks: (at: number) => Math.floor((at / dayMs + 3) / 7),
  months: (at: number) => new Date(at).toISOString().slice(0, 7),
} as const;

/**
 * Which backups of the kind of `made` to delete, now that there is one more. Never the new one; a backup from the future, made
 * while the clock was wrong, goes before any other. `now` is epoch ms.
 */
export function toOutdated(files: readonly BackupFile[], made: BackupFile, now: number): readonly BackupFile[] {
  const others = files.filter(({ kind, path }) => kind === made.kind && path !== made.path);
  const byAge = [made, ...others.toSorted((a, b) => Number(a.at > now) - Number(b.at > now) || b.at - a.at)];
  const kept: Kept = keptBackups[made.kind];
  if ('youngerDays' in kept) {
    const first = others.toSorted((a, b) => a.at - b.at)[0];
    const isYoung = ({ at }: BackupFile) => now - at < kept.youngerDays * dayMs;
    return byAge.slice(kept.newest).filter((file) => file !== first && !isYoung(file));
  }
  if ('newest' in kept) return byAge.slice(kept.newest);
  const stays = new Set<BackupFile>();
  for (const period of ['days', 'weeks', 'months'] as const) {
    const seen = new Set<number | string>();
    for (const file of byAge) {
      const of = periods[period](file.at);
      if (seen.has(of) || seen.size >= kept[period]) continue;
      seen.add(of);
      stays.add(file);
    }
  }
  return byAge.filter((file) => !stays.has(file));
}
