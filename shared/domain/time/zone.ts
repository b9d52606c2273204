/**
 * A time zone by the machine's own tables (`Intl`): where a day begins and ends on the clock of a place, and which
 * instant a time on its wall clock is. The desk has one zone, and every day or local time that a person or a file gives
 * goes through it.
 */
import { type Instant, toEpochMs, toInstant } from './instant.ts';
import { addDays, type Day, isDay, isInstant, type LocalTime, type Moment } from './moment.ts';
import { zoneWords as say } from '../../words/domain/columns.ts';

export type Zone = {
  /** Its IANA name: `America/New_York`. */
  readonly name: string;
  /** The first instant of a day. For a day that the place skipped: the instant of the skip. */
  readonly startOfDay: (day: Day) => Instant;
  /** The instant at which a day is over on the wall clock: an end that is itself outside the day. */
  readonly endOfDay: (day: Day) => Instant;
  /** The instant of a local time. A time that comes twice, or never (the clock jumps over it), has two readings. */
  readonly toInstant: (local: LocalTime, which: 'earlier' | 'later') => Instant;
  readonly dayOf: (at: Instant) => Day;
  /** What the wall clock shows. */
  readonly localOf: (at: Instant) => LocalTime;
};

const dayMs = 86_400_000;
/** The offsets of this many days are kept: some twenty years. */
const mostDays = 8000;

/** Whether `Intl` knows a zone with this name. Offsets such as `+05:00` are no zones: they have no summer time. */
export function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The name of the zone that this machine is set to; UTC where its setting names none, as the system's own clock has it then. */
export function nameSystemZone(): string {
  const name: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name !== undefined && isZone(name) ? name : 'UTC';
}

/** The zone of this name. Throws a RangeError for one that `isZone` refuses. */
export function createZone(name: string): Zone {
  const readOffset = createOffsetReader(name);
  // Intl takes microseconds per question, and a file asks a million: the offset of a day in which it does not change is
  // kept.
  const offsets = new Map<number, number | null>();

  function offsetAt(epochMs: number): number {
    const day = Math.floor(epochMs / dayMs);
    let offset = offsets.get(day);
    if (offset === undefined) {
      const first = readOffset(day * dayMs);
      offset = first === readOffset((day + 1) * dayMs) ? first : null;
      if (offsets.size >= mostDays) offsets.clear();
      offsets.set(day, offset);
    }
    return offset ?? readOffset(epochMs);
  }

  /**
   * The instants at which the wall clock shows this time (given as if it were UTC), and those that a jump leaves for
   * it.
   */
  function readWall(wallMs: number): { readonly shown: readonly number[]; readonly earliest: number; latest: number } {
    const near = [wallMs - dayMs, wallMs, wallMs + dayMs].map(offsetAt);
    const meant = [...new Set(near)].map((offset) => wallMs - offset).toSorted((a, b) => a - b);
    const shown = meant.filter((epochMs) => epochMs + offsetAt(epochMs) === wallMs);
    return { shown, earliest: Math.min(...meant), latest: Math.max(...meant) };
  }

  /** The instant at which the offset changes between two instants. */
  function findJump(from: number, to: number): number {
    const before = offsetAt(from);
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  function midnight(wallMs: number, which: 'earlier' | 'later'): Instant {
    const { shown, earliest, latest } = readWall(wallMs);
    const found = which === 'earlier' ? shown[0] : shown.at(-1);
    return toInstant(found ?? findJump(earliest, latest));
  }

  const toWallMs = (day: Day) => Date.parse(`${day}T00:00:00.000Z`);
  const localOf = (at: Instant) => {
    const epochMs = toEpochMs(at);
    return toInstant(epochMs + offsetAt(epochMs)).slice(0, 23) as LocalTime;
  };
  return {
    name,
    startOfDay: (day) => midnight(toWallMs(day), 'earlier'),
    endOfDay: (day) => midnight(toWallMs(day) + dayMs, 'later'),
    toInstant(local, which) {
      const { shown, earliest, latest } = readWall(Date.parse(`${local}Z`));
      return toInstant(which === 'earlier' ? (shown[0] ?? earliest) : (shown.at(-1) ?? latest));
    },
    dayOf: (at) => localOf(at).slice(0, 10) as Day,
    localOf,
  };
}

/** Makes the function that says how far the wall clock of a zone is ahead of UTC, in milliseconds. */
function createOffsetReader(timeZone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (epochMs) => {
    const whole = Math.floor(epochMs / 1000) * 1000;
    const parts = new Map(format.formatToParts(whole).map(({ type, value }) => [type, value]));
    const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    const year = parts.get('era')?.startsWith('B') === true ? 1 - read('year') : read('year');
    const wall = new Date(0);
    wall.setUTCFullYear(year, read('month') - 1, read('day'));
    wall.setUTCHours(read('hour'), read('minute'), read('second'));
    return wall.getTime() - whole;
  };
}

/** When a block ends: at the end of a given day, or at the later one of a local time that comes twice. */
export function toEnd(moment: Moment, zone: Zone): Instant {
  if (isInstant(moment)) return moment;
  return isDay(moment) ? zone.endOfDay(moment) : zone.toInstant(moment, 'later');
}

/** When something starts: at the start of a given day, or at the requested one of a local time that comes twice. */
export function toStart(moment: Moment, zone: Zone, which: 'earlier' | 'later'): Instant {
  if (isInstant(moment)) return moment;
  return isDay(moment) ? zone.startOfDay(moment) : zone.toInstant(moment, which);
}

/** The end of a block on the wall clock: its last blocked day, and the time on that day unless it is the day's end. */
export type WallEnd = { readonly day: Day; readonly time: string | null };

/** How an end is said and shown in fields. A day's last minute counts as its end, because people write 23:59 for it. */
export function toWallEnd(end: Instant, zone: Zone): WallEnd {
  const day = zone.dayOf(toInstant(toEpochMs(end) - 1));
  const left = toEpochMs(zone.endOfDay(day)) - toEpochMs(end);
  if (left >= 0 && left <= 60_000) return { day, time: null };
  const local = zone.localOf(end);
  return { day: local.slice(0, 10) as Day, time: toClockText(local) };
}

/** The start of a moment on the wall clock: its day, and the time unless it is the day's start. */
export function toWallStart(at: Instant, zone: Zone): WallEnd {
  const local = zone.localOf(at);
  const day = local.slice(0, 10) as Day;
  return { day, time: zone.startOfDay(day) === at ? null : toClockText(local) };
}

/** `14:30`, with seconds where there are any. */
function toClockText(local: LocalTime): string {
  return local.slice(11, local.endsWith(':00.000') ? 16 : 19);
}

/** "New York time", to be shown beside a field: the last part of the zone's name. */
export function nameZone({ name }: Pick<Zone, 'name'>): string {
  if (name === 'UTC' || name.startsWith('Etc/')) return name.replace(/^Etc\//, '');
  return say.time((name.split('/').at(-1) ?? name).replaceAll('_', ' '));
}

/** How far the wall clock is ahead of UTC at an instant: "UTC-05:00". */
export function toOffsetText(zone: Zone, at: Instant): string {
  const minutes = Math.round((Date.parse(`${zone.localOf(at)}Z`) - toEpochMs(at)) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** The day that is this many days after the day of an instant. */
export function dayAfter(at: Instant, days: number, zone: Zone): Day {
  return addDays(zone.dayOf(at), days);
}
