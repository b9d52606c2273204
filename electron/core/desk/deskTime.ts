/**
 * What time it is for sure. A computer's clock alone ends no block: one that is set ahead would release numbers that nobody
 * released. So the desk notes in a small file that its clock goes on, and a clock that is months ahead of what was noted is not
 * believed before a person, or a vendor's clock, says that it is right
 * ([decision 49](../../../docs/decisions/0049-a-clock-alone-ends-no-block.md)).
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hold, Scope } from '../../../shared/domain/entry/scope.ts';
import { toClockStand } from '../../../shared/domain/time/clockStand.ts';
import { type Instant, toInstant } from '../../../shared/domain/time/instant.ts';
import { describeSpan } from '../../../shared/words/spans.ts';
import type { Clock } from '../ports.ts';
import { deskTimeWords as say } from '../../../shared/words/core/desk.ts';

/** Why the clock is not believed: how far it is ahead of what was noted (ms; below zero: behind), and what to do. */
export type ClockDoubt = { readonly aheadMs: number; readonly sentence: string };

/** A clock that is ahead, for answers that would be others if it were believed: what it shows, and why it is not. */
export type DoubtedClock = { readonly now: Instant; readonly sentence: string };

export type DeskTime = {
  /** What has passed for sure (epoch ms): the clock's time, or the noted one where the clock is far ahead. Blocks end by it. */
  readonly passed: () => number;
  /** How late it may be (epoch ms): the clock's time, or the noted one where the clock is behind. Ages count to it. */
  readonly latest: () => number;
  /** Null: the clock is believed. */
  readonly doubt: () => ClockDoubt | null;
  /** The same where the clock is ahead; undefined: no block holds because of that. */
  readonly ahead: () => DoubtedClock | undefined;
  /** The clock is right: a person says so, or the clock of a vendor agrees with it. */
  readonly believe: () => void;
};

const fileName = 'desk.time';
/** The file is written anew when what is noted differs by so much. */
const keptEveryMs = 10 * 60_000;

/**
 * Opens what a data directory has noted of the time. Trouble with the file stops nobody: what is not noted is asked about.
 * @param newestWrite the newest time in the journal (epoch ms), for a directory in which nothing was noted yet
 * @param isKept false: another process or thread notes
 */
export function openDeskTime(parts: {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly newestWrite: () => number | null;
  readonly isKept?: boolean;
}): DeskTime {
  const { dataDir, clock, newestWrite, isKept = true } = parts;
  const path = join(dataDir, fileName);
  let kept = load(path);
  let noted = kept ?? newestWrite() ?? clock.now();

  function keep(): void {
    if (!isKept || (kept !== undefined && Math.abs(noted - kept) < keptEveryMs)) return;
    if (save(path, noted)) kept = noted;
  }

  function look() {
    const now = clock.now();
    let stand = toClockStand(now, noted);
    if (stand !== 'believed') {
      // Whoever notes may have been told more since.
      const other = load(path);
      if (other !== undefined && other !== kept) {
        [kept, noted] = [other, other];
        stand = toClockStand(now, noted);
      }
    }
    if (stand === 'believed' && now > noted) {
      noted = now;
      keep();
    }
    return { now, stand };
  }

  function doubt(): ClockDoubt | null {
    const { now, stand } = look();
    if (stand === 'believed') return null;
    const aheadMs = now - noted;
    const span = describeSpan(Math.abs(aheadMs));
    return { aheadMs, sentence: stand === 'ahead' ? say.theClockIsAhead(span) : say.theClockIsBehind(span) };
  }

  return {
    passed() {
      const { now, stand } = look();
      return stand === 'ahead' ? noted : now;
    },
    latest() {
      const { now, stand } = look();
      return stand === 'behind' ? noted : now;
    },
    doubt,
    ahead() {
      const found = doubt();
      return found === null || found.aheadMs < 0
        ? undefined
        : { now: toInstant(noted + found.aheadMs), sentence: found.sentence };
    },
    believe() {
      noted = clock.now();
      keep();
    },
  };
}

/** Why these holds are in force, where they would have ended by a clock that is not believed; '': they are in force by it too. */
export function describeHeld(holds: Scope, doubted: DoubtedClock | undefined): string {
  const isOver = ({ until }: Hold): boolean => until !== null && doubted !== undefined && until <= doubted.now;
  return doubted !== undefined && holds.length > 0 && holds.every(isOver) ? doubted.sentence : '';
}

function load(path: string): number | undefined {
  try {
    const at = Number(readFileSync(path, 'latin1'));
    return Number.isSafeInteger(at) && at > 0 ? at : undefined;
  } catch {
    return undefined;
  }
}

function save(path: string, at: number): boolean {
  try {
    writeFileSync(`${path}.new`, String(at), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return true;
  } catch {
    return false;
  }
}
