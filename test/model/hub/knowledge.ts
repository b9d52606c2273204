/**
 * What people did to each number, and which desk can know of it: judged from the commands and from which exchanges came to their end,
 * never from what a desk believes. A block is kept until somebody who knew of it releases it; what was done without knowing of each
 * other leaves the number blocked.
 */
import type { Person } from './hubScenario.ts';

/** `knew`: the acts that were surely known when it was done; `saw`: those that may have been. */
type Act = {
  readonly id: number;
  readonly isRelease: boolean;
  readonly knew: ReadonlySet<number>;
  readonly saw: ReadonlySet<number>;
};

/** Acts of one number that a place surely knows, and that it may know. */
type Known = { readonly sure: Set<number>; readonly maybe: Set<number> };

export type Place = Person | 'the hub';

export type Knowledge = {
  /** A person blocked or changed the number there. */
  readonly noteKept: (place: Place, number: string) => void;
  readonly noteReleased: (place: Place, number: string) => void;
  /** What was done there and not shared yet came to nothing: the number is as it was. */
  readonly forgetUnshared: (place: Person, number: string) => void;
  /** The desk exchanged; `isWhole`: to the end, with nothing left on either side. */
  readonly exchanged: (place: Person, isWhole: boolean) => void;
  /** Whether the number must be blocked there: somebody blocked it, and nobody who knew that released it, as far as is known there. */
  readonly mustBlock: (place: Place, number: string) => boolean;
  /** Whether the desk and the hub surely know of the same block. */
  readonly isShared: (place: Person, number: string) => boolean;
  /** Whether any release of the number may be known there. */
  readonly mayKnowRelease: (place: Place, number: string) => boolean;
  /** Whether a block may be known there of which no release surely is. */
  readonly mayKnowBlock: (place: Place, number: string) => boolean;
};

export function createKnowledge(desks: readonly Person[]): Knowledge {
  const acts: Act[] = [];
  const places = new Map<Place, Map<string, Known>>([...desks, 'the hub' as const].map((place) => [place, new Map()]));

  function at(place: Place, number: string): Known {
    const numbers = places.get(place) ?? new Map<string, Known>();
    const known = numbers.get(number) ?? { sure: new Set(), maybe: new Set() };
    numbers.set(number, known);
    return known;
  }

  function note(place: Place, number: string, isRelease: boolean): void {
    const known = at(place, number);
    const id = acts.length;
    acts.push({ id, isRelease, knew: new Set(known.sure), saw: new Set(known.maybe) });
    known.sure.add(id);
    known.maybe.add(id);
  }

  const of = (ids: ReadonlySet<number>, isRelease: boolean): readonly Act[] =>
    [...ids].flatMap((id) => (acts[id]?.isRelease === isRelease ? [acts[id]] : []));

  return {
    noteKept: (place, number) => note(place, number, false),
    noteReleased: (place, number) => note(place, number, true),
    forgetUnshared(place, number) {
      const { sure } = at(place, number);
      const shared = at('the hub', number).sure;
      for (const { id } of of(sure, false)) if (!shared.has(id)) sure.delete(id);
    },
    exchanged(place, isWhole) {
      const numbers = new Set([...(places.get(place)?.keys() ?? []), ...(places.get('the hub')?.keys() ?? [])]);
      for (const number of numbers) {
        const [here, there] = [at(place, number), at('the hub', number)];
        for (const kind of isWhole ? (['maybe', 'sure'] as const) : (['maybe'] as const)) {
          for (const id of here[kind]) there[kind].add(id);
          for (const id of there[kind]) here[kind].add(id);
        }
      }
    },
    mustBlock(place, number) {
      const known = at(place, number);
      const releases = of(known.maybe, true);
      return of(known.sure, false).some(({ id }) => !releases.some(({ saw }) => saw.has(id)));
    },
    isShared(place, number) {
      const there = at('the hub', number).sure;
      return of(at(place, number).sure, false).some(({ id }) => there.has(id));
    },
    mayKnowRelease: (place, number) => of(at(place, number).maybe, true).length > 0,
    mayKnowBlock(place, number) {
      const known = at(place, number);
      const releases = of(known.sure, true);
      return of(known.maybe, false).some(({ id }) => !releases.some(({ knew }) => knew.has(id)));
    },
  };
}
