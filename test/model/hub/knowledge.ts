/**
 * What people did to each number, and which desk can know of it: judged from the commands and from which exchanges came to their end,
 * never from what a desk believes. A block is kept until somebody who knew of it releases it; what was done without knowing of each
 * other leaves the number blocked.
 */
/**
 * `knew`: the acts that were surely known when it was done; `saw`: those that may have been. `until`: until when it blocks; `isWhole`: a release
 * after which nothing blocks, and not one that only makes a block smaller.
 */
type Act = {
  readonly id: number;
  readonly isRelease: boolean;
  readonly isWhole: boolean;
  readonly until: number;
  readonly knew: ReadonlySet<number>;
  readonly saw: ReadonlySet<number>;
};

/** Acts of one number that a place surely knows, and that it may know. */
type Known = { readonly sure: Set<number>; readonly maybe: Set<number> };

/** A desk by its name, or 'the hub'. */
export type Place = string;

/** What a place knew at a moment. `unshared`: the numbers that were blocked or changed there, which the hub may not have heard of. */
export type KnowledgeCopy = { readonly of: ReadonlyMap<string, Known>; readonly unshared: ReadonlySet<string> };

export type Knowledge = {
  /** A person blocked or changed the number there; from now on it says that it blocks until then (epoch milliseconds, Infinity: for good). */
  readonly noteKept: (place: Place, number: string, until: number) => void;
  /** The desk may have taken it over from the vendor, beside what it knew: a release that came before has not seen that. */
  readonly noteMaybeKept: (place: Place, number: string) => void;
  readonly noteReleased: (place: Place, number: string) => void;
  /** A person let the block end sooner: what blocked it for longer is released, as far as that was known, and it blocks until then. */
  readonly noteShortened: (place: Place, number: string, until: number) => void;
  /** What was done there and not shared yet came to nothing: the number is as it was. */
  readonly forgetUnshared: (place: Place, number: string) => void;
  /** What was released there and not shared came to nothing: the hub does not take that from its login. */
  readonly forgetReleases: (place: Place, number: string) => void;
  /** The desk exchanged; `isWhole`: to the end, with nothing left on either side. */
  readonly exchanged: (place: Place, isWhole: boolean) => void;
  readonly copy: (place: Place) => KnowledgeCopy;
  /**
   * A desk is as it was at the copy, or begins as one. It says again what it had not shared then, not knowing what became of that.
   */
  readonly putBackDesk: (place: Place, copy: KnowledgeCopy) => void;
  /** The hub is as it was at the copy. What it does not know released any more, nobody has to know released. */
  readonly putBackHub: (copy: KnowledgeCopy) => void;
  /** Until when the number must be blocked there: somebody blocked it, and nobody who knew that released it, as far as is known there. */
  readonly mustBlockUntil: (place: Place, number: string) => number;
  /** Whether the desk and the hub surely know of the same block. */
  readonly isShared: (place: Place, number: string) => boolean;
  /** Whether any release of the number may be known there. */
  readonly mayKnowRelease: (place: Place, number: string) => boolean;
  /** Whether a block may be known there of which no release surely is. */
  readonly mayKnowBlock: (place: Place, number: string) => boolean;
};

export function createKnowledge(): Knowledge {
  const acts: Act[] = [];
  const places = new Map<Place, Map<string, Known>>();

  function at(place: Place, number: string): Known {
    const numbers = places.get(place) ?? new Map<string, Known>();
    places.set(place, numbers);
    const known = numbers.get(number) ?? { sure: new Set(), maybe: new Set() };
    numbers.set(number, known);
    return known;
  }

  type What = Pick<Act, 'isRelease' | 'isWhole' | 'until'>;
  const keep = (until: number): What => ({ isRelease: false, isWhole: false, until });
  const release = (isWhole: boolean): What => ({ isRelease: true, isWhole, until: -Infinity });

  function note(place: Place, number: string, what: What, isSure = true): void {
    const known = at(place, number);
    const id = acts.length;
    acts.push({ id, ...what, knew: new Set(known.sure), saw: new Set(known.maybe) });
    if (isSure) known.sure.add(id);
    known.maybe.add(id);
  }

  const copyAll = (of: ReadonlyMap<string, Known>): Map<string, Known> =>
    new Map([...of].map(([number, { sure, maybe }]) => [number, { sure: new Set(sure), maybe: new Set(maybe) }]));

  const of = (ids: ReadonlySet<number>, isRelease: boolean): readonly Act[] =>
    [...ids].flatMap((id) => (acts[id]?.isRelease === isRelease ? [acts[id]] : []));

  return {
    noteKept: (place, number, until) => note(place, number, keep(until)),
    noteMaybeKept: (place, number) => note(place, number, keep(Infinity), false),
    noteReleased: (place, number) => note(place, number, release(true)),
    noteShortened(place, number, until) {
      note(place, number, release(false));
      note(place, number, keep(until));
    },
    forgetUnshared(place, number) {
      const { sure } = at(place, number);
      const shared = at('the hub', number).sure;
      for (const { id } of of(sure, false)) if (!shared.has(id)) sure.delete(id);
    },
    forgetReleases(place, number) {
      const known = at(place, number);
      const shared = at('the hub', number).sure;
      for (const { id } of of(known.sure, true))
        if (!shared.has(id)) for (const ids of [known.sure, known.maybe]) ids.delete(id);
    },
    copy(place) {
      const known = places.get(place) ?? new Map<string, Known>();
      const isUnshared = (number: string): boolean =>
        of(at(place, number).sure, false).some(({ id }) => !at('the hub', number).sure.has(id));
      return { of: copyAll(known), unshared: new Set([...known.keys()].filter(isUnshared)) };
    },
    putBackDesk(place, copy) {
      places.set(place, copyAll(copy.of));
      for (const number of copy.unshared) note(place, number, keep(Infinity), false);
    },
    putBackHub(copy) {
      places.set('the hub', copyAll(copy.of));
      for (const numbers of places.values())
        for (const [number, { sure }] of numbers)
          for (const { id } of of(sure, true)) if (copy.of.get(number)?.sure.has(id) !== true) sure.delete(id);
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
    mustBlockUntil(place, number) {
      const known = at(place, number);
      const releases = of(known.maybe, true);
      const kept = of(known.sure, false).filter(({ id }) => !releases.some(({ saw }) => saw.has(id)));
      return Math.max(-Infinity, ...kept.map(({ until }) => until));
    },
    isShared(place, number) {
      const there = at('the hub', number).sure;
      return of(at(place, number).sure, false).some(({ id }) => there.has(id));
    },
    mayKnowRelease: (place, number) => of(at(place, number).maybe, true).some(({ isWhole }) => isWhole),
    mayKnowBlock(place, number) {
      const known = at(place, number);
      const releases = of(known.sure, true);
      return of(known.maybe, false).some(({ id }) => !releases.some(({ knew }) => knew.has(id)));
    },
  };
}
