/**
 * A part of a workbook, or a phone book, as XML events, piece by piece. It refuses what no such file needs: document
 * types, entities, and anything between two tags that is longer than a cell may be.
 */
import { SaxesParser } from 'saxes';
import { MAX_RECORD_LENGTH } from '../text/dialect.ts';
import { ReadingError } from '../readingError.ts';
import type { Budget } from './budget.ts';
import { toRefusal } from './zipFile.ts';

/** Names of elements come without their namespace prefix, which differs between spreadsheets. */
export type XmlHandlers = {
  /**
   * Attributes have prefixes too, and are asked for without them. Left out where there are none, because looking for
   * prefixes takes time.
   */
  readonly hasPrefixes?: boolean;
  /** Several roots are allowed, as desk phones write them. What may stand above a root must then be gone. */
  readonly isFragment?: boolean;
  readonly open: (
    name: string,
    attribute: (name: string) => string | undefined,
    attributes: Readonly<Record<string, string>>,
  ) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

const maxDepth = 200;

/**
 * Parses bytes, or text, and calls the handlers. After every piece it yields what the handlers have gathered; the
 * caller may stop there.
 * @throws ReadingError: not well formed, too deep, or an entity that is not allowed
 */
export async function* parseXml<T>(
  pieces: AsyncIterable<Uint8Array | string>,
  handlers: XmlHandlers,
  budget: Budget,
  take: () => T,
): AsyncGenerator<T, void, undefined> {
  const parser = new SaxesParser({ xmlns: false, fragment: handlers.isFragment === true });
  let depth = 0;
  // Characters since the parser last reported anything: it keeps all of them.
  let unsaid = 0;
  const fail = (problem: 'damaged' | 'unsafe' | 'longCell') => {
    throw budget.refuse(problem);
  };
  parser.on('error', (error) => fail(/undefined entity|doctype/.test(error.message) ? 'unsafe' : 'damaged'));
  parser.on('doctype', () => fail('unsafe'));
  parser.on('opentag', ({ name, attributes }) => {
    unsaid = 0;
    if (++depth > maxDepth) fail('damaged');
    const find = (wanted: string) => (handlers.hasPrefixes ? findAttribute(attributes, wanted) : attributes[wanted]);
    handlers.open(toLocal(name), find, attributes);
  });
  const onText = (text: string) => {
    unsaid = 0;
    if (text.length > MAX_RECORD_LENGTH) fail('longCell');
    handlers.text?.(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', ({ name }) => {
    unsaid = 0;
    depth--;
    handlers.close?.(toLocal(name));
  });
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const piece of pieces) {
      if (typeof piece !== 'string') decoder ??= new TextDecoder(toEncoding(piece));
      const text = typeof piece === 'string' ? piece : (decoder?.decode(piece, { stream: true }) ?? '');
      unsaid += text.length;
      parser.write(text);
      if (unsaid > MAX_RECORD_LENGTH + text.length) fail('longCell');
      yield take();
    }
    parser.write(decoder?.decode() ?? '');
    parser.close();
    yield take();
  } catch (error) {
    throw error instanceof ReadingError ? error : toRefusal(error, budget);
  }
}

/** Does the same, to the end. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers, budget: Budget): Promise<void> {
  const pieces = parseXml(bytes, handlers, budget, () => undefined);
  while (!(await pieces.next()).done);
}

function toLocal(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function findAttribute(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  const plain = attributes[wanted];
  if (plain !== undefined) return plain;
  for (const name in attributes) if (toLocal(name) === wanted) return attributes[name];
  return undefined;
}

/** The standard allows UTF-16 besides UTF-8, with a byte order mark. */
function toEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
