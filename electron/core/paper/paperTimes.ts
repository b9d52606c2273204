/** Times as papers tell them: in the desk's zone, which is named, with UTC beside it. */
import { toDayWords } from '../../../shared/domain/time/dayWriter.ts';
import { type Instant, toInstant } from '../../../shared/domain/time/instant.ts';
import type { Day } from '../../../shared/domain/time/moment.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';

export type TimeWriter = {
  /** "3 May 2026, 10:01:22 (14:01:22 UTC)". */
  readonly inline: (at: Instant | number) => string;
  /** The same in two lines, for a column. */
  readonly lines: (at: Instant | number) => readonly string[];
};

const toText = (day: string, time: string): string => `${toDayWords(day as Day)}, ${time}`;

/** @param zone the desk's zone; where it is UTC, one time is enough */
export function createTimeWriter(zone: Zone): TimeWriter {
  const isUtc = zone.name === 'UTC' || zone.name === 'Etc/UTC';
  const read = (given: Instant | number) => {
    const at = typeof given === 'number' ? toInstant(given) : given;
    const local = zone.localOf(at);
    const [day, time] = [local.slice(0, 10), local.slice(11, 19)];
    const [utcDay, utcTime] = [at.slice(0, 10), at.slice(11, 19)];
    return { here: toText(day, time), utc: day === utcDay ? `${utcTime} UTC` : `${toText(utcDay, utcTime)} UTC` };
  };
  return {
    inline(given) {
      const { here, utc } = read(given);
      return isUtc ? `${here} UTC` : `${here} (${utc})`;
    },
    lines(given) {
      const { here, utc } = read(given);
      return isUtc ? [`${here} UTC`] : [here, utc];
    },
  };
}
