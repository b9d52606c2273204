/**
 * Whether what the desk knows can be relied on. A database that lacks commits may lack a block: until a person has said what
 * to do, it takes new blocks, but sends nothing to vendors and calls no number callable.
 */
import { toDayWords } from '../../../shared/domain/time/dayWriter.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { needsPerson, type Refusal } from '../answer.ts';
import type { HeadFile, Lack } from '../db/headFile.ts';
import { standingWords as say } from '../../../shared/words/core/desk.ts';

export type Standing = {
  /** What is missing, since when, and what to do; null: nothing is known to be missing. */
  readonly lack: () => string | null;
  /** Why no number is callable now, whatever the list says of it: `lack`, or what the shared list leaves open; null: nothing is. */
  readonly doubt: () => string | null;
  /** A person goes on without what is missing. */
  readonly goOn: () => void;
};

/** A desk that nothing is known to be wrong with. */
export const sound: Standing = { lack: () => null, doubt: () => null, goOn() {} };

/**
 * The standing of a database with a head file beside it. `zone`: the desk's, in which times are told. `shared`: what the shared list
 * leaves open, null where it leaves nothing.
 */
export function createStanding(
  head: Pick<HeadFile, 'lack' | 'goOn'>,
  zone: () => Zone,
  shared: () => string | null = () => null,
): Standing {
  const tellLack = (): string | null => {
    const lack = head.lack();
    return lack === null ? null : describeLack(lack, zone());
  };
  return { lack: tellLack, doubt: () => tellLack() ?? shared(), goOn: head.goOn };
}

/** Why no vendor is asked at present, for whoever wants one asked; undefined: nothing is known to be missing. */
export function refuseLacking(standing: Pick<Standing, 'lack'>): Refusal | undefined {
  const lack = standing.lack();
  return lack === null ? undefined : needsPerson(lack);
}

/** "3 May 2026, 14:02:07". */
function toMoment(ms: number, zone: Zone): string {
  const at = toInstant(ms);
  return `${toDayWords(zone.dayOf(at))}, ${zone.localOf(at).slice(11, 19)}`;
}

/** What a restore leaves missing, before and after it. */
export const describeLackOfNext = (lack: Lack, zone: Zone): string => describeLack(lack, zone, say.isInNeither);

function describeLack({ since, until, writes }: Lack, zone: Zone, tell = say.theEndOfTheDatabase): string {
  const from = since === null ? say.theBeginning : toMoment(since, zone);
  const lost =
    writes === null
      ? say.writesToTheList
      : writes === 0
        ? say.notTheList
        : writes === 1
          ? say.oneWriteToTheList
          : say.writesToTheListWrites(writes);
  return tell(from, toMoment(until, zone), zone.name, lost);
}
