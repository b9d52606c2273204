/** A file of contacts, as rows: what kind of file it is by its beginning, and the reader of that kind. */
import type { Budget } from '../budget.ts';
import type { Encoding, Row } from '../../text/dialect.ts';
import { recogniseEncoding } from '../../text/sniffBytes.ts';
import { readPhoneBook } from './phoneBook.ts';
import { isPhoneBook } from './phoneBookNames.ts';
import { createVcardReader } from './vcard.ts';
import { contactRowsWords as say } from '../../../../../shared/words/core/files.ts';

export type ContactForm = 'vcard' | 'phoneBook';

/** What kind of contacts a file with this beginning holds; its name does not count. Undefined for any other file. */
export function recogniseContacts(head: Uint8Array): ContactForm | undefined {
  const text = new TextDecoder(recogniseEncoding(head, true)).decode(head);
  if (/^\s*BEGIN:VCARD[ \t]*[\r\n]/i.test(text)) return 'vcard';
  return isPhoneBook(text) ? 'phoneBook' : undefined;
}

/** A sentence about the rows of such a file, whose columns and line numbers it does not have itself. */
export function describeContacts(form: ContactForm): string {
  const where = form === 'vcard' ? say.byItsLineInThe : say.numberedFromTwo;
  return say.eachNumberOfAContact(where);
}

/** The rows of such a file, in small groups. Throws the refusal of what cannot be read. */
export async function* readContacts(
  form: ContactForm,
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  budget: Budget,
): AsyncGenerator<readonly Row[], void, undefined> {
  if (form === 'phoneBook') {
    yield* readPhoneBook(bytes, encoding, budget);
    return;
  }
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const reader = createVcardReader(isWide ? 'utf-8' : encoding, () => {
    throw budget.refuse('longCell');
  });
  let count = 0;
  let isFirst = true;
  for await (const piece of isWide ? toUtf8(bytes, encoding) : bytes) {
    const text = toText(piece);
    yield take(reader.push(isFirst ? text.replace(markOfUtf8, '') : text));
    isFirst = false;
  }
  yield take(reader.end());

  function take(rows: readonly Row[]): readonly Row[] {
    count += rows.length;
    if (count > budget.caps.rows) throw budget.refuse('tooLarge');
    return rows;
  }
}

/** The byte order mark, one character per byte. */
const markOfUtf8 = /^\u00ef\u00bb\u00bf/;

/** One character per byte. */
function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

async function* toUtf8(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}
