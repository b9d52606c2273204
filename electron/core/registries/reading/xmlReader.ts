/**
 * The XML form of the US and Canadian full lists: `<list type='full' level='ac' val='212'><ac val='212'><ph
 * val='5551234'/>`. Only these three tags are known. A document type, an entity of its own or any other tag ends the
 * reading, so that a file can neither reach out nor blow up.
 */
import { SaxesParser } from 'saxes';
import { longestLine, type NumberSink, type RegistryReader, toNanp } from './numberSink.ts';
import { RegistryProblem } from './registryProblem.ts';

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
    throw new RegistryProblem(`"${name}" ${what}. Nothing was loaded.`);
  };

  const readers: Readonly<Record<string, (attributes: Readonly<Record<string, string>>) => void>> = {
    list({ type = 'full', level = 'all', val = '' }) {
      if (open.length !== 0) fail('has a list inside a list');
      if (type !== 'full')
        fail(
          `is a list of changes in XML, and its tags are documented nowhere: get the full list, or the changes as a flat file`,
        );
      if (level === 'ac') bounds = val;
      areaCode = toAreaCode(val);
    },
    ac({ val = '' }) {
      if (open.length !== 1) fail('has an area code outside of its list');
      areaCode = toAreaCode(val);
      if (areaCode === 0) fail(`has "${val.slice(0, 20)}" for an area code`);
      if (bounds !== null && bounds !== val)
        fail(`says that it is for area code ${bounds.slice(0, 20)} and holds ${val}`);
    },
    ph({ val = '' }) {
      if (open.length === 0 || areaCode === 0) fail('has a number without an area code');
      if (!/^\d{1,7}$/.test(val)) fail(`has "${val.slice(0, 20)}" for a number`);
      sink.take(toNanp(areaCode, Number(val)), true);
      rows++;
    },
  };

  parser.on('doctype', () =>
    fail('has a document type, which no registry has: it could make the desk read other files'),
  );
  parser.on('error', (error) => fail(`is not well-formed XML (${error.message.slice(0, 80)})`));
  parser.on('opentag', ({ name: tag, attributes }) => {
    silent = 0;
    const read = Object.hasOwn(readers, tag) ? readers[tag] : undefined;
    if (read === undefined) fail(`has a tag "${tag.slice(0, 20)}" that no registry has`);
    read?.(attributes);
    open.push(tag);
  });
  parser.on('closetag', ({ name: tag }) => {
    silent = 0;
    open.pop();
    if (tag === 'ac') areaCode = toAreaCode(bounds ?? '');
  });
  parser.on('text', (text) => {
    if (text.trim() !== '') fail('has text between its numbers');
  });
  parser.on('cdata', () => fail('has text between its numbers'));

  function write(text: string): void {
    for (let at = 0; at < text.length; at += longestLine) {
      const part = text.slice(at, at + longestLine);
      silent += part.length;
      parser.write(part);
      if (silent > 4 * longestLine) fail('goes on for too long without a number');
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
