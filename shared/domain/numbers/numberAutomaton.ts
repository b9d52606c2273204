// Many digit patterns at once, as one automaton that is built only as far as it is used. The bulk reader
// (numberBulk.ts) runs the patterns of the numbering plans through it: each digit costs one table look-up, however many
// patterns there are.

import { assertNever } from '../../assertNever.ts';

/** Which patterns accept a string of digits, each as a whole. States are numbers; 0 is the start. */
export interface DigitAutomaton {
  /** The state after one more digit (0 to 9), or -1 if the table is full: the caller must decide without it. */
  step(state: number, digit: number): number;
  /** The patterns (by their index) that accept what was read on the way to this state. */
  accepted(state: number): readonly number[];
}

/** Bounds the table whatever is read: 10 transitions per state, some 20 MB at the limit. No plan comes near it. */
const MAX_STATES = 100_000;

/** Each is a UTF-16 unit of a key (see `buildLazily`). All plans under +1 have some 5,000. */
const MAX_POSITIONS = 0x10000;

/** Positions of all patterns in one space (Glushkov's construction): for each, a digit set and what may follow. */
interface Positions {
  /** Bit n is set if the position takes digit n. */
  readonly digits: number[];
  readonly follow: number[][];
}

interface Fragment {
  readonly isEmpty: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

type Node =
  | { readonly kind: 'digits'; readonly set: number }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

/**
 * Compiles patterns made of digits, `\d`, classes, groups, `|`, `?`, `{n}` and `{n,m}`, which is all that numbering
 * plans use. Returns undefined if a pattern has anything else.
 */
export function createDigitAutomaton(patterns: readonly string[]): DigitAutomaton | undefined {
  const nodes = patterns.map(parsePattern);
  const positions: Positions = { digits: [], follow: [] };
  const fragments: Fragment[] = [];
  for (const node of nodes) {
    if (node === undefined) return undefined;
    fragments.push(compile(node, positions));
  }
  if (positions.digits.length > MAX_POSITIONS) return undefined;
  const acceptingOf = new Map<number, number[]>();
  for (const [pattern, { last }] of fragments.entries()) {
    for (const position of last) acceptingOf.set(position, [...(acceptingOf.get(position) ?? []), pattern]);
  }
  const empty = fragments.flatMap(({ isEmpty }, pattern) => (isEmpty ? [pattern] : []));
  return buildLazily(
    positions,
    fragments.flatMap(({ first }) => first),
    acceptingOf,
    empty,
  );
}

function buildLazily(
  { digits, follow }: Positions,
  start: readonly number[],
  acceptingOf: ReadonlyMap<number, readonly number[]>,
  empty: readonly number[],
): DigitAutomaton {
  // A state is the set of positions that were just passed; the start has passed none.
  const passed: (readonly number[])[] = [[]];
  const accepted: (readonly number[])[] = [empty];
  /** The positions that may follow those of a state, ascending. */
  const ahead: (readonly number[])[] = [ascending(start)];
  const stateOf = new Map<string, number>();
  const next: number[] = [];

  function build(state: number, digit: number): number {
    const candidates = (ahead[state] ??= ascending(
      (passed[state] ?? []).flatMap((position) => follow[position] ?? []),
    ));
    const taken = candidates.filter((position) => ((digits[position] ?? 0) >> digit) & 1);
    // A character for each: written as decimals, the keys would cost more than all else here.
    const key = String.fromCharCode(...taken);
    const known = stateOf.get(key);
    if (known !== undefined) return known;
    if (passed.length >= MAX_STATES) return -1;
    const created = passed.length;
    passed.push(taken);
    accepted.push(ascending(taken.flatMap((position) => acceptingOf.get(position) ?? [])));
    stateOf.set(key, created);
    return created;
  }

  return {
    step(state, digit) {
      const place = state * 10 + digit;
      const known = next[place];
      if (known !== undefined && known >= 0) return known;
      const found = build(state, digit);
      while (next.length <= place) next.push(-1);
      next[place] = found;
      return found;
    },
    accepted: (state) => accepted[state] ?? [],
  };
}

const ascending = (values: readonly number[]): number[] => [...new Set(values)].toSorted((a, b) => a - b);

function compile(node: Node, positions: Positions): Fragment {
  switch (node.kind) {
    case 'digits': {
      const position = positions.digits.push(node.set) - 1;
      positions.follow.push([]);
      return { isEmpty: false, first: [position], last: [position] };
    }
    case 'choice': {
      const parts = node.parts.map((part) => compile(part, positions));
      return {
        isEmpty: parts.some(({ isEmpty }) => isEmpty),
        first: parts.flatMap(({ first }) => first),
        last: parts.flatMap(({ last }) => last),
      };
    }
    case 'repeat': {
      const copies = Array.from({ length: node.most }, (_, copy) => {
        const fragment = compile(node.part, positions);
        return copy < node.least ? fragment : { ...fragment, isEmpty: true };
      });
      return join(copies, positions);
    }
    case 'sequence':
      return join(
        node.parts.map((part) => compile(part, positions)),
        positions,
      );
    default:
      return assertNever(node);
  }
}

function join(parts: readonly Fragment[], { follow }: Positions): Fragment {
  let whole: Fragment = { isEmpty: true, first: [], last: [] };
  for (const part of parts) {
    for (const position of whole.last) follow[position]?.push(...part.first);
    whole = {
      isEmpty: whole.isEmpty && part.isEmpty,
      first: whole.isEmpty ? [...whole.first, ...part.first] : whole.first,
      last: part.isEmpty ? [...whole.last, ...part.last] : part.last,
    };
  }
  return whole;
}

const ANY_DIGIT = 0b11_1111_1111;

/** Parses the small part of regular expressions that plans use; undefined for anything beyond it. */
function parsePattern(pattern: string): Node | undefined {
  let at = 0;

  function readChoice(): Node | undefined {
    const parts: Node[] = [];
    for (;;) {
      const part = readSequence();
      if (part === undefined) return undefined;
      parts.push(part);
      if (pattern[at] !== '|') return parts.length === 1 ? part : { kind: 'choice', parts };
      at += 1;
    }
  }

  function readSequence(): Node | undefined {
    const parts: Node[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const atom = readAtom();
      const part = atom === undefined ? undefined : readRepeat(atom);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return { kind: 'sequence', parts };
  }

  function readAtom(): Node | undefined {
    const [text, digit, list] = take(/\\d|(\d)|\[((?:\d(?:-\d)?)+)\]/y) ?? [];
    if (text === '\\d') return { kind: 'digits', set: ANY_DIGIT };
    if (digit !== undefined) return { kind: 'digits', set: 1 << Number(digit) };
    if (list !== undefined) return { kind: 'digits', set: readClass(list) };
    if (take(/\((?:\?:)?/y) === undefined) return undefined;
    const inner = readChoice();
    return take(/\)/y) === undefined ? undefined : inner;
  }

  function readRepeat(part: Node): Node {
    if (take(/\?/y) !== undefined) return { kind: 'repeat', part, least: 0, most: 1 };
    const [, least, most] = take(/\{(\d+)(?:,(\d+))?\}/y) ?? [];
    return least === undefined ? part : { kind: 'repeat', part, least: Number(least), most: Number(most ?? least) };
  }

  function take(token: RegExp): RegExpExecArray | undefined {
    token.lastIndex = at;
    const found = token.exec(pattern) ?? undefined;
    at += found?.[0].length ?? 0;
    return found;
  }

  const whole = readChoice();
  return at === pattern.length ? whole : undefined;
}

function readClass(list: string): number {
  let set = 0;
  for (const [, from, to = from] of list.matchAll(/(\d)(?:-(\d))?/g)) {
    for (let digit = Number(from); digit <= Number(to); digit += 1) set |= 1 << digit;
  }
  return set;
}
