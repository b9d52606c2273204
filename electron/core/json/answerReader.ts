/**
 * Reads the body of an answer as JSON. A short one is read at once (wholeAnswer.ts). Of any other the text is never held as a
 * whole: what is used is built piece by piece, and records are handed over one by one. An answer that is cut, too large or
 * no JSON is a problem with the place where it was found.
 */
import { AnswerProblem, type ProblemKind } from './answerProblem.ts';
import { createJsonStream } from './jsonEvents.ts';
import type { AnswerLimits } from './limits.ts';
import { type BuiltRecord, createRecordBuilder, type RecordLists } from './recordBuilder.ts';
import type { Shape } from './shape.ts';
import { handOver, parseWhole } from './wholeAnswer.ts';

/** What of an answer is used. `take` gets the records of its lists as they come; what it throws goes to the caller. */
export type AnswerReading = {
  readonly shape: Shape;
  readonly lists: (RecordLists & { readonly take: (record: BuiltRecord) => void }) | null;
};

export type ReadAnswer =
  | { readonly ok: true; readonly json: unknown }
  | {
      readonly ok: false;
      readonly problem: ProblemKind | 'tooManyBytes';
      /** The beginning of the body, to tell a web page by. */
      readonly head: string;
      /** Where it was, in the names of the schema; empty: at the very beginning or outside of everything. */
      readonly path: string;
    };

const noLists: RecordLists = { at: [], shape: 'whole' };
const headBytes = 1024;

/**
 * Reads to the end of the body, or to the first problem; then the rest is not read. An empty body is null: some vendors
 * answer a removal with nothing. Throws what the body throws.
 */
export async function readAnswer(
  body: AsyncIterable<Uint8Array>,
  reading: AnswerReading,
  limits: AnswerLimits,
  maxBytes: number,
): Promise<ReadAnswer> {
  const reader = createReader(reading, limits);
  let held: Uint8Array[] = [];
  let bytes = 0;
  let head = '';
  const failed = (problem: ProblemKind | 'tooManyBytes'): ReadAnswer => ({
    ok: false,
    problem,
    head,
    path: reader.path(),
  });
  try {
    for await (const piece of body) {
      if (bytes < headBytes) head += Buffer.from(piece.subarray(0, headBytes)).toString('latin1');
      bytes += piece.length;
      if (bytes > maxBytes) return failed('tooManyBytes');
      held.push(piece);
      if (bytes <= limits.wholeBytes) continue;
      for (const one of held) reader.write(one);
      held = [];
    }
    if (bytes === 0) return { ok: true, json: null };
    if (bytes <= limits.wholeBytes) {
      const whole = parseWhole(Buffer.concat(held), limits.depth);
      if (whole !== undefined) {
        const json = reading.lists === null ? whole.json : handOver(whole.json, reading.lists, limits);
        return { ok: true, json };
      }
      for (const one of held) reader.write(one);
    }
    return { ok: true, json: reader.end() };
  } catch (error) {
    if (error instanceof AnswerProblem) return failed(error.kind);
    throw error;
  }
}

type Reader = {
  readonly write: (piece: Uint8Array) => void;
  /** What surrounds the records, after the last piece. */
  readonly end: () => unknown;
  readonly path: () => string;
};

/** Reads an answer piece by piece. Its methods throw AnswerProblem, and what `take` throws. */
function createReader({ shape, lists }: AnswerReading, limits: AnswerLimits): Reader {
  const builder = createRecordBuilder(shape, lists ?? noLists, limits);
  const stream = createJsonStream(builder, limits);
  let bytes = 0;
  return {
    write(piece) {
      builder.noteBytes(piece, bytes);
      bytes += piece.length;
      stream.write(piece);
      // Not from within the tokenizer: what `take` throws is no fault of the text.
      for (const record of builder.takeRecords()) lists?.take(record);
    },
    end() {
      stream.end();
      return builder.whole();
    },
    path: builder.path,
  };
}
