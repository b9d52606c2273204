/**
 * The XML form of the US and Canadian full lists: `<list type='full' level='ac' val='212'><ac val='212'><ph
 * val='5551234'/>`. Only these three tags are known. A document type, an entity of its own or any other tag ends the
 * reading, so that a file can neither reach out nor blow up.
 */
import { SaxesParser } from 'saxes';
import { longestLine, type NumberSink, type RegistryReader, toNanp } from './numberSink.ts';
import { RegistryProblem } from './registryProblem.ts';
import { xmlReaderWords as say } from '../../../../shared/words/core/registries.ts';

/** Calls `sink` once per number. Seven digits may have lost their leading zeros, as in the regulator's own files. */
export function createXmlReader(name: string, sink: NumberSink): RegistryReader {
  const decoder = new TextDecoder('utf-8');
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const open: string[] = [];
  let rows = 0;
  let bounds: string | null = null;
  let areaCode = 0;
  /** How many characters have come since the parser last understood something. */
  let silent = 0;

  const fail = (what: string): never => {
    throw new RegistryProblem(say.nothingWasLoaded(name, what));
  };

  const readers: Readonly<Record<string, (attributes: Readonly<Record<string, string>>) => void>> = {
    list({ type = 'full', level = 'all', val = '' }) {
      if (open.length !== 0) fail(say.hasAListInsideA);
      if (type !== 'full') fail(say.isAListOfChanges);
      if (level === 'ac') bounds = val;
      areaCode = toAreaCode(val);
    },
    ac({ val = '' }) {
      if (open.length !== 1) fail(say.hasAnAreaCodeOutside);
      areaCode = toAreaCode(val);
      if (areaCode === 0) fail(say.hasForAnAreaCode(val.slice(0, 20)));
      if (bounds !== null && bounds !== val) fail(say.saysThatItIsFor(bounds.slice(0, 20), val));
    },
    ph({ val = '' }) {
      if (open.length === 0 || areaCode === 0) fail(say.hasANumberWithout);
      if (!/^\d{1,7}$/.test(val)) fail(say.hasForANumber(val.slice(0, 20)));
      sink.take(toNanp(areaCode, Number(val)), true);
      rows++;
    },
  };

  parser.on('doctype', () => fail(say.hasADocumentType));
  parser.on('error', (error) => fail(say.isNotWellFormedXml(error.message.slice(0, 80))));
  parser.on('opentag', ({ name: tag, attributes }) => {
    silent = 0;
    const read = Object.hasOwn(readers, tag) ? readers[tag] : undefined;
    if (read === undefined) fail(say.hasATagThatNo(tag.slice(0, 20)));
    read?.(attributes);
    open.push(tag);
  });
  parser.on('closetag', ({ name: tag }) => {
    silent = 0;
    open.pop();
    if (tag === 'ac') areaCode = toAreaCode(bounds ?? '');
  });
  parser.on('text', (text) => {
    if (text.trim() !== '') fail(say.hasTextBetweenIts);
  });
  parser.on('cdata', () => fail(say.hasTextBetweenIts));

  function write(text: string): void {
    for (let at = 0; at < text.length; at += longestLine) {
      const part = text.slice(at, at + longestLine);
      silent += part.length;
      parser.write(part);
      if (silent > 4 * longestLine) fail(say.goesOnForTooLong);
    }
  }

  return {
    push: (bytes) => write(decoder.decode(bytes, { stream: true })),
    end() {
      write(decoder.decode());
      parser.close();
      return rows;
    },
  };
}

function toAreaCode(text: string): number {
  return /^[2-9]\d{2}$/.test(text) ? Number(text) : 0;
}
