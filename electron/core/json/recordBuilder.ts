/**
 * Builds what is used of a JSON text while it comes: the records of its lists one by one, and around them everything that
 * the schema reads, in whatever order it stands. In place of the records their list stays empty.
 */
import { AnswerProblem } from './answerProblem.ts';
import type { JsonEvents, Scalar } from './jsonEvents.ts';
import { type AnswerLimits, mostOfText } from './limits.ts';
import { createRecordMark } from './recordMark.ts';
import type { Shape } from './shape.ts';

/** One record of a list, in the order of the text. */
export type BuiltRecord = {
  /** What is used of it. */
  readonly value: unknown;
  /** More of it is used than is built: the rest is missing. */
  readonly isTooLarge: boolean;
  /** The same for the same text, and as good as never for two texts: it tells records apart that have no id. */
  readonly mark: () => string;
};

/** The lists of a text: where they may stand, as keys from the outside in, and what is used of a record. */
export type RecordLists = { readonly at: readonly (readonly string[])[]; readonly shape: Shape };

export type RecordBuilder = JsonEvents & {
  /** Told before the events of a piece of the text: its bytes, and the offset of the first. */
  readonly noteBytes: (bytes: Uint8Array, offset: number) => void;
  /** The records that came to their end since this was asked last. */
  readonly takeRecords: () => readonly BuiltRecord[];
  /** What surrounds the records. */
  readonly whole: () => unknown;
  /** Where the text is being read, as `data.dncList[17].agents[2].id`, in the names that the schema knows. */
  readonly path: () => string;
};

/** Of a path that is longer, the beginning says where to look. */
const mostSteps = 8;

type Way = { isList: boolean; readonly keys: Map<string, Way> };

type Frame = {
  readonly isArray: boolean;
  /** Null: it is passed over. */
  readonly built: unknown[] | Record<string, unknown> | null;
  readonly shape: Shape | null;
  /** Where it stands on the ways to the lists; null: on none. */
  readonly way: Way | null;
  /** The member that is read. */
  key: string;
  /** How many elements came before the one that is read. */
  index: number;
};

/** The builder of one text. Its events throw an AnswerProblem for what is beyond the limits. */
export function createRecordBuilder(
  shape: Shape,
  lists: RecordLists,
  limits: Pick<AnswerLimits, 'built' | 'records'>,
): RecordBuilder {
  const way = toWay(lists.at);
  const stack: Frame[] = [];
  const records = createRecords(limits);
  let size = 0;
  let root: unknown;

  /** Whether there is room for something of this size. A record without room is built no further. */
  function hasRoom(more: number): boolean {
    if (records.isOpen()) return records.hasRoom(more);
    size += more;
    if (size > limits.built) throw new AnswerProblem('tooMuch');
    return true;
  }

  function put(parent: Frame | undefined, value: unknown): void {
    if (parent === undefined) root = value;
    else if (isList(parent)) records.setValue(value);
    else if (Array.isArray(parent.built)) parent.built.push(value);
    // Of an object, the key `__proto__` is no member that a schema could name.
    else if (parent.built !== null && parent.key !== '__proto__') parent.built[parent.key] = value;
  }

  return {
    noteBytes: records.noteBytes,
    onOpen(isArray, offset) {
      const parent = stack.at(-1);
      const isRecord = parent !== undefined && isList(parent);
      if (isRecord) records.begin(parent, offset, stack.length);
      const used = isRecord ? lists.shape : parent === undefined ? shape : usedOf(parent);
      const built = used === null || !hasRoom(16) ? null : isArray ? [] : {};
      if (built !== null) put(parent, built);
      const on = isRecord ? null : parent === undefined ? way : wayOf(parent);
      stack.push({ isArray, built, shape: built === null ? null : used, way: on, key: '', index: 0 });
    },
    onClose(offset) {
      stack.pop();
      records.close(offset + 1, stack.length);
      next(stack);
    },
    onKey(key) {
      const frame = stack.at(-1);
      if (frame !== undefined) frame.key = key;
    },
    onScalar(value) {
      const parent = stack.at(-1);
      if (parent !== undefined && isList(parent)) records.addScalar(parent, cut(value));
      else if (parent === undefined || (parent.built !== null && usedOf(parent) !== null)) {
        const kept = cut(value);
        const ofKey = parent?.shape === 'whole' ? parent.key.length : 0;
        if (hasRoom(16 + ofKey + (typeof kept === 'string' ? kept.length : 0))) put(parent, kept);
      }
      next(stack);
    },
    takeRecords: () => records.take(),
    whole: () => root,
    path: () => toPath(stack),
  };
}

/** The record that is being built, and those that were since they were taken last. */
function createRecords(limits: Pick<AnswerLimits, 'built' | 'records'>) {
  const mark = createRecordMark();
  let finished: BuiltRecord[] = [];
  let found = 0;
  let list: Frame | null = null;
  /** How deep the open record stands; null: none is open. */
  let depth: number | null = null;
  let value: unknown;
  let size = 0;

  function count(at: Frame): void {
    found += 1;
    if (found > limits.records) throw new AnswerProblem('tooManyRecords');
    if (list !== null && list !== at) throw new AnswerProblem('twoLists');
    list = at;
  }

  return {
    noteBytes: mark.noteBytes,
    isOpen: () => depth !== null,
    hasRoom(more: number): boolean {
      size += more;
      return size <= limits.built;
    },
    setValue: (of: unknown): void => void (value = of),
    begin(at: Frame, offset: number, deep: number): void {
      count(at);
      depth = deep;
      size = 0;
      mark.begin(offset);
    },
    /** Something ended at the offset, at this depth: the record, if it is the one. */
    close(end: number, deep: number): void {
      if (deep !== depth) return;
      const text = mark.end(end);
      finished.push({ value, isTooLarge: size > limits.built, mark: () => text });
      depth = null;
    },
    addScalar(at: Frame, scalar: Scalar): void {
      count(at);
      finished.push({ value: scalar, isTooLarge: false, mark: () => JSON.stringify(scalar) });
    },
    take(): readonly BuiltRecord[] {
      const taken = finished;
      finished = [];
      return taken;
    },
  };
}

function toWay(at: RecordLists['at']): Way {
  const root: Way = { isList: false, keys: new Map() };
  for (const keys of at) {
    let way = root;
    for (const key of keys) {
      const inner = way.keys.get(key) ?? { isList: false, keys: new Map<string, Way>() };
      way.keys.set(key, inner);
      way = inner;
    }
    way.isList = true;
  }
  return root;
}

function isList({ isArray, way }: Frame): boolean {
  return isArray && way?.isList === true;
}

/** What is used of the member or element that a frame is at; null: nothing. */
function usedOf({ shape, isArray, key }: Frame): Shape | null {
  if (shape === null || shape === 'whole') return shape;
  return isArray ? shape.elements : (shape.keys.get(key) ?? null);
}

function wayOf({ way, isArray, key }: Frame): Way | null {
  return isArray ? null : (way?.keys.get(key) ?? null);
}

function next(stack: readonly Frame[]): void {
  const frame = stack.at(-1);
  if (frame !== undefined) frame.index += 1;
}

/** A long text's beginning, as a text of its own: a slice would keep the whole alive. */
function cut(value: Scalar): Scalar {
  if (typeof value !== 'string' || value.length <= mostOfText) return value;
  return JSON.parse(JSON.stringify(value.slice(0, mostOfText))) as string;
}

function toPath(stack: readonly Frame[]): string {
  const steps = stack.slice(0, mostSteps).map(({ isArray, shape, way, key, index }) => {
    if (isArray) return `[${index}]`;
    if (key === '') return '';
    const isKnown = way?.keys.has(key) === true || (shape !== null && shape !== 'whole' && shape.keys.has(key));
    return isKnown ? `.${key}` : '.…';
  });
  return `${steps.join('')}${stack.length > mostSteps ? '…' : ''}`.replace(/^\./, '');
}
