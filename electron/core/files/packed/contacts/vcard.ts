/**
 * vCards 2.1, 3.0 and 4.0 as rows, piece by piece: what phones, mail programs and address books export. Each number is
 * a row with the number of its line. Damage in a card costs at most its own line: a number is never folded into the
 * line above it, and a card that is not closed ends where the next one begins.
 */
import { type Encoding, MAX_RECORD_LENGTH, type Row } from '../../text/dialect.ts';
import { createCardGatherer } from './vcardCard.ts';
import { fromQuotedPrintable, readProperty, type VcardProperty } from './vcardLine.ts';

export type VcardReader = {
  /** Takes bytes, one character each, and returns the rows of the cards that ended in them. */
  readonly push: (bytes: string) => Row[];
  /** Ends the text, and returns what was still open. */
  readonly end: () => Row[];
};

/** A line with its continuations. */
type Unfolded = {
  readonly line: number;
  readonly isWanted: boolean;
  readonly isQuotedPrintable: boolean;
  text: string;
};

const wanted = new Set(['BEGIN', 'END', 'VERSION', 'FN', 'N', 'NICKNAME', 'ORG', 'EMAIL', 'TEL', 'IMPP', 'URL']);
/** A longer line holds a picture or a sound, unless it is one of the wanted properties. */
const longestOther = 65_536;
/** These always begin a line, whatever the line above them asks for. */
const sureStart = /^[ \t]*(?:[\w-]+\.)?(?:BEGIN:VCARD|END:VCARD|VERSION:|TEL[;:])/i;

/** @param encoding of what names no charset @param refuse throws, over a value without end */
export function createVcardReader(encoding: Encoding, refuse: () => never): VcardReader {
  const decode = createDecoder(encoding);
  const cards = createCardGatherer();
  let rest = '';
  let line = 1;
  // Set while the rest of a line that is too long and not wanted is dropped.
  let isDropping = false;
  let isIndented = false;
  let unfolded: Unfolded | undefined;

  function takeLine(text: string): void {
    if (unfolded !== undefined && continues(unfolded, text)) return;
    const isFirst = unfolded !== undefined && isBegin(unfolded.text);
    close();
    if (text.trim() === '') return;
    if (isFirst) isIndented = /^[ \t]/.test(text);
    const name = nameOf(text);
    const isWanted = wanted.has(name) || (name.startsWith('X-') && text.length <= longestOther);
    const isQuotedPrintable = /quoted-printable/i.test(text.slice(0, Math.max(0, text.indexOf(':'))));
    unfolded = { line, isWanted, isQuotedPrintable, text: isWanted ? text.trimStart() : '' };
  }

  function continues(above: Unfolded, text: string): boolean {
    const isSoft = above.isQuotedPrintable && above.isWanted && above.text.endsWith('=');
    // Where all lines of a card are indented, a leading blank continues nothing.
    const isFolded = /^[ \t]+\S/.test(text) && !isIndented && !isBegin(above.text);
    if ((!isSoft && !isFolded) || sureStart.test(text)) return false;
    if (!above.isWanted) return true;
    if (isSoft) above.text = above.text.slice(0, -1) + text;
    // In vCard 2.1 the blank belongs to the value.
    else above.text += cards.isOld() ? ` ${text.trim()}` : text.slice(1);
    if (above.text.length > MAX_RECORD_LENGTH) refuse();
    return true;
  }

  function close(): void {
    const property = unfolded?.isWanted === true ? readProperty(unfolded.text) : undefined;
    if (unfolded !== undefined && property !== undefined) cards.take(property, unfolded.line, decode(property));
    unfolded = undefined;
  }

  return {
    push(bytes) {
      const text = rest + bytes;
      // A line break of two characters may be cut between two pieces.
      const stop = text.endsWith('\r') ? text.length - 1 : text.length;
      const lines = text.slice(0, stop).split(/\r\n|[\r\n]/);
      let last = lines.pop() ?? '';
      for (const each of lines) {
        if (!isDropping) takeLine(each);
        isDropping = false;
        line += 1;
      }
      if (last.length > longestOther && !isDropping && !wanted.has(nameOf(last))) {
        takeLine(last);
        isDropping = true;
      }
      if (isDropping) last = '';
      if (last.length > MAX_RECORD_LENGTH) refuse();
      rest = last + text.slice(stop);
      return cards.takeRows();
    },
    end() {
      const last = rest.replace(/\r$/, '');
      if (!isDropping && last !== '') takeLine(last);
      close();
      cards.end(line);
      return cards.takeRows();
    },
  };
}

function isBegin(text: string): boolean {
  return /^BEGIN:VCARD\s*$/i.test(text);
}

function nameOf(text: string): string {
  return /^[ \t]*(?:[\w-]+\.)?([\w-]+)[ \t]*[;:]/.exec(text)?.[1]?.toUpperCase() ?? '';
}

/** Makes the text of a value: in the charset that its property names, if the bytes fit it. */
function createDecoder(encoding: Encoding): (property: VcardProperty) => string {
  const plain = new TextDecoder(encoding);
  const named = new Map<string, InstanceType<typeof TextDecoder>>();
  const decoderOf = (label: string): InstanceType<typeof TextDecoder> => {
    const decoder = named.get(label) ?? new TextDecoder(label, { fatal: true });
    named.set(label, decoder);
    return decoder;
  };
  return ({ value, charset, isQuotedPrintable }) => {
    const bytes = Buffer.from(isQuotedPrintable ? fromQuotedPrintable(value) : value, 'latin1');
    try {
      return (charset === undefined ? plain : decoderOf(charset.toLowerCase())).decode(bytes);
    } catch {
      // The charset is unknown, or the card was written in another one.
      return plain.decode(bytes);
    }
  };
}
