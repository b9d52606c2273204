/**
 * JSON as it comes: bytes in, events out, nothing kept. The tokenizer is a library's; this holds the tokens to JSON's
 * grammar and ends what is too deep or too long, before anybody builds a value of it.
 */
import { Tokenizer, TokenizerError, TokenType } from '@streamparser/json';
import { AnswerProblem } from './answerProblem.ts';
import type { AnswerLimits } from './limits.ts';

export type Scalar = string | number | boolean | null;

/** Offsets are bytes from the beginning of the text. */
export type JsonEvents = {
  readonly onOpen: (isArray: boolean, offset: number) => void;
  readonly onClose: (offset: number) => void;
  readonly onKey: (key: string) => void;
  readonly onScalar: (value: Scalar) => void;
};

export type JsonStream = {
  /** @throws AnswerProblem where the text is not JSON so far, too deep, or holds a text that is too long */
  readonly write: (bytes: Uint8Array) => void;
  /** @throws AnswerProblem where the text is not whole */
  readonly end: () => void;
};

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';
type Token = Parameters<Tokenizer['onToken']>[0];

/** Reads one JSON text from pieces of its UTF-8. */
export function createJsonStream(events: JsonEvents, limits: Pick<AnswerLimits, 'depth' | 'textBytes'>): JsonStream {
  /** Of each array or object that is open, whether it is an array. */
  const open: boolean[] = [];
  let expected: Expected = 'value';
  let written = 0;
  /** How much was written before the piece in which the last token ended. */
  let before = 0;
  const tokenizer = new Tokenizer();

  const afterValue = (): void => void (expected = open.length === 0 ? 'nothing' : 'commaOrEnd');

  function enter(isArray: boolean, offset: number): void {
    if (expected !== 'value' && expected !== 'valueOrEnd') throw new AnswerProblem('notJson');
    if (open.length >= limits.depth) throw new AnswerProblem('tooDeep');
    open.push(isArray);
    expected = isArray ? 'valueOrEnd' : 'keyOrEnd';
    events.onOpen(isArray, offset);
  }

  function leave(isArray: boolean, offset: number): void {
    const mayEnd = expected === 'commaOrEnd' || expected === (isArray ? 'valueOrEnd' : 'keyOrEnd');
    if (!mayEnd || open.pop() !== isArray) throw new AnswerProblem('notJson');
    afterValue();
    events.onClose(offset);
  }

  function take(value: Scalar): void {
    if (expected === 'value' || expected === 'valueOrEnd') {
      afterValue();
      events.onScalar(value);
    } else if ((expected === 'key' || expected === 'keyOrEnd') && typeof value === 'string') {
      expected = 'colon';
      events.onKey(value);
    } else throw new AnswerProblem('notJson');
  }

  tokenizer.onToken = ({ token, value, offset }: Token): void => {
    before = written;
    if (token === TokenType.LEFT_BRACE) enter(false, offset);
    else if (token === TokenType.RIGHT_BRACE) leave(false, offset);
    else if (token === TokenType.LEFT_BRACKET) enter(true, offset);
    else if (token === TokenType.RIGHT_BRACKET) leave(true, offset);
    else if (token === TokenType.COMMA) {
      if (expected !== 'commaOrEnd') throw new AnswerProblem('notJson');
      expected = open.at(-1) === true ? 'value' : 'key';
    } else if (token === TokenType.COLON) {
      if (expected !== 'colon') throw new AnswerProblem('notJson');
      expected = 'value';
    } else take(value);
  };

  const asProblem = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      // A TypeError: bytes that are not UTF-8.
      if (error instanceof TokenizerError || error instanceof TypeError) throw new AnswerProblem('notJson');
      throw error;
    }
  };

  return {
    write(bytes) {
      asProblem(() => tokenizer.write(bytes));
      written += bytes.length;
      if (written - before > limits.textBytes) throw new AnswerProblem('longText');
    },
    end() {
      asProblem(() => tokenizer.end());
      if (expected !== 'nothing') throw new AnswerProblem('notJson');
    },
  };
}
