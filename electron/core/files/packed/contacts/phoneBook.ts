/**
 * The XML phone books of routers and desk phones as rows, as a stream, with the same caps and care as workbooks
 * (xmlStream.ts). Rows are numbered in the order of the file, because several numbers may be on one line of it.
 */
import type { Budget } from '../budget.ts';
import { parseXml, type XmlHandlers } from '../xmlStream.ts';
import type { Encoding, Row } from '../../text/dialect.ts';
import { contactHeaderRow, firstText, toContactRows } from './contact.ts';
import {
  entryNames,
  foldName,
  isTypeName,
  looksLikeNumber,
  type NamePart,
  prologLength,
  toNamePart,
  toNumberName,
  toTypeText,
} from './phoneBookNames.ts';

type FoundNumber = { readonly phone: string; type: string; readonly fallback: string };

/** An open element within a contact. */
type Frame = {
  readonly folded: string;
  readonly type: string;
  hasChild: boolean;
  text: string;
  /** Said beside the numbers in it, for those that say nothing themselves. */
  typeBeside: string;
  readonly numbers: FoundNumber[];
};

type Contact = { names: Partial<Record<NamePart, string>>; numbers: FoundNumber[]; readonly folded: string };

/** The most numbers that are held of one contact; real contacts have fewer. */
const mostNumbers = 1000;
/** The longest beginning without content. */
const longestProlog = 8192;

/** @param encoding of a file whose declaration names none, or another than its bytes are in */
export async function* readPhoneBook(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  budget: Budget,
): AsyncGenerator<readonly Row[], void, undefined> {
  const gatherer = createGatherer(budget);
  for await (const rows of parseXml(toPieces(bytes, encoding), gatherer.handlers, budget, gatherer.take))
    if (rows.length > 0) yield rows;
}

function createGatherer(budget: Budget): { readonly handlers: XmlHandlers; readonly take: () => readonly Row[] } {
  let rows: Row[] = [];
  let line = contactHeaderRow;
  let frames: Frame[] = [];
  let contact: Contact | undefined;

  function emit({ names, numbers }: Contact): void {
    const { full, first, last, company } = names;
    // Where there is only a family name, the full name is taken as the given name.
    const whole = first === undefined && last !== undefined ? `${full ?? ''} ${last}` : full;
    const name = firstText(whole, `${first ?? ''} ${last ?? ''}`, company);
    const placed = numbers.map(({ phone, type, fallback }, at) => ({
      line: line + 1 + at,
      phone,
      type: firstText(type, fallback),
    }));
    const made = toContactRows(name, placed, line + 1);
    line += made.length;
    if (line > budget.caps.rows) throw budget.refuse('tooLarge');
    rows.push(...made);
  }

  function addNumber(frame: Frame | undefined, phone: string, type: string, fallback: string): void {
    const number = { phone: phone.trim(), type, fallback };
    if (contact === undefined) {
      emit({ names: {}, numbers: [number], folded: '' });
      return;
    }
    frame?.numbers.push(number);
    contact.numbers.push(number);
    if (contact.numbers.length < mostNumbers) return;
    emit(contact);
    contact.numbers = [];
  }

  function takeAttributes(frame: Frame, attributes: Readonly<Record<string, string>>): void {
    const isNumber = toNumberName(frame.folded) !== undefined;
    for (const [name, value] of Object.entries(attributes)) {
      const folded = foldName(name.slice(name.indexOf(':') + 1));
      const part = entryNames.has(frame.folded) ? toNamePart(folded) : undefined;
      if (part !== undefined && contact !== undefined) contact.names[part] ||= value;
      const isOwn = isNumber && (folded === 'no' || folded === 'value');
      if ((isOwn || toNumberName(folded) !== undefined) && looksLikeNumber(value))
        addNumber(frames.at(-2), value, frame.type, toTypeText(isOwn ? frame.folded : folded));
    }
  }

  function takeElement({ folded, text, type, hasChild }: Frame, parent: Frame | undefined): void {
    const said = text.trim();
    if (hasChild || said === '') return;
    const kind = toNumberName(folded);
    const part = toNamePart(folded);
    if (kind === 'sure' || (kind === 'maybe' && looksLikeNumber(said)))
      addNumber(parent, said, type, toTypeText(folded));
    else if (contact === undefined) return;
    else if (part !== undefined) contact.names[part] ||= said;
    else if (isTypeName(folded) && parent !== undefined) parent.typeBeside ||= said;
  }

  const handlers: XmlHandlers = {
    isFragment: true,
    open(name, attribute, attributes) {
      const folded = foldName(name);
      const parent = frames.at(-1);
      if (parent !== undefined) parent.hasChild = true;
      // An element inside one with the same name: the outer one only holds contacts.
      if (entryNames.has(folded) && (contact === undefined || contact.folded === folded)) {
        if (contact !== undefined && contact.numbers.length > 0) emit(contact);
        contact = { names: {}, numbers: [], folded };
        frames = [];
      }
      const type = entryNames.has(folded) ? '' : firstText(attribute('type'), attribute('label'));
      const frame: Frame = { folded, type, hasChild: false, text: '', typeBeside: '', numbers: [] };
      frames.push(frame);
      takeAttributes(frame, attributes);
    },
    text(text) {
      const frame = frames.at(-1);
      if (frame !== undefined) frame.text += text;
    },
    close() {
      const frame = frames.pop();
      if (frame === undefined) return;
      takeElement(frame, frames.at(-1));
      for (const number of frame.numbers) number.type ||= firstText(frame.typeBeside, frame.type);
      if (frames.length > 0 || contact?.folded !== frame.folded) return;
      emit(contact);
      contact = undefined;
    },
  };
  return {
    handlers,
    take() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

/** The text without what stands above its content. */
async function* toPieces(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let head: string | undefined = '';
  for await (const piece of bytes) {
    decoder ??= createDecoder(piece, encoding);
    const text = decoder.decode(piece, { stream: true });
    if (head === undefined) {
      yield text;
      continue;
    }
    head += text;
    if (head.length < longestProlog) continue;
    yield head.slice(prologLength(head));
    head = undefined;
  }
  const rest = `${head ?? ''}${decoder?.decode() ?? ''}`;
  yield head === undefined ? rest : rest.slice(prologLength(rest));
}

/** Bytes that are no UTF-8 are in the encoding that the declaration names. */
function createDecoder(head: Uint8Array, encoding: Encoding): InstanceType<typeof TextDecoder> {
  const declared = /^[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(
    Buffer.from(head.subarray(0, 200)).toString('latin1'),
  );
  const isOneByte = encoding.startsWith('windows-');
  try {
    return new TextDecoder(isOneByte ? (declared?.[1] ?? encoding) : encoding);
  } catch {
    return new TextDecoder(encoding);
  }
}
