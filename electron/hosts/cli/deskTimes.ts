/** When something was, in lines that people read: what the clock of the desk's zone showed. `--json` keeps instants as they are. */
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createZone, toWallEnd } from '../../../shared/domain/time/zone.ts';
import type { CommandContext } from './runCommand.ts';

/** Writes instants of the wire (`2026-05-03T18:02:07.000Z`). */
export type TimeWriter = {
  /** "2026-05-03 14:02:07". */
  (instant: string): string;
  /** "2026-05-03". */
  readonly day: (instant: string) => string;
  /** An end as people give it: its last day, "2026-12-31"; with the time where it ends before the day does. */
  readonly end: (end: string) => string;
};

/** The writer of times of the desk that answers. */
export async function loadTimes({ client }: Pick<CommandContext, 'client'>): Promise<TimeWriter> {
  const zone = createZone((await client.app.settings()).zone);
  const read = (instant: string) => toInstant(Date.parse(instant));
  return Object.assign((instant: string) => zone.localOf(read(instant)).slice(0, 19).replace('T', ' '), {
    day: (instant: string) => zone.dayOf(read(instant)),
    end(end: string) {
      const { day, time } = toWallEnd(read(end), zone);
      return time === null ? day : `${day} ${time}`;
    },
  });
}
