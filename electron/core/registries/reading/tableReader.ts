/**
 * Lines with columns: change lists of the US and Canada, whose layout is not documented, numbers of the UK, and what
 * the Australian register sends back. Either a person has said which column is which, or it is plain.
 */
import Papa from 'papaparse';
import type { RegistryColumns } from '../../../../shared/contract/registries.ts';
import { saysNotListed } from './flagWords.ts';
import { createHomeReader, createHomeTest, type HomeCountry, homeNames, type HomeReading } from './homeNumber.ts';
import { longestLine, type NumberSink, type RegistryReader } from './numberSink.ts';
import { createOldestDay } from './oldestDay.ts';
import { RegistryProblem, UnexplainedValue } from './registryProblem.ts';
import { tableReaderWords as say } from '../../../../shared/words/core/registries.ts';

export type TablePlan = {
  readonly country: HomeCountry;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly columns: RegistryColumns;
};

/**
 * Calls `sink` once per number. A row of another country than the registry's, or without a number of it, ends the
 * reading.
 */
export function createTableReader(name: string, plan: TablePlan, sink: NumberSink): RegistryReader {
  const decoder = new TextDecoder('utf-8');
  const { columns, country } = plan;
  const add = new Set(columns.add.map(fold));
  const remove = new Set((columns.remove ?? []).map(fold));
  const readHome = createHomeReader(country);
  const isHome = createHomeTest(country);
  const dates = columns.date == null ? undefined : createOldestDay();
  let rest = '';
  let lineNumber = 0;
  let rows = 0;

  function fail(what: string): never {
    throw new RegistryProblem(say.lineOfNothingWas(lineNumber, name, what));
  }

  function readListed(cells: readonly string[]): boolean {
    const { flag } = columns;
    if (flag === null) return true;
    const text = (cells[flag] ?? '').trim();
    const value = fold(text);
    if (add.has(value)) return true;
    // A word that is only another than the one for "added" may be one more for it ("A" and "ADD").
    if (remove.has(value) || saysNotListed(value)) return false;
    const message = say.lineOfNothingWas(lineNumber, name, say.saysInTheColumnThat(text.slice(0, 20)));
    throw new UnexplainedValue(message, { column: flag, value: text.slice(0, 100) });
  }

  /** A row without a country belongs to the registry's own. */
  function checkCountry(cells: readonly string[]): void {
    const named = columns.country == null ? '' : (cells[columns.country] ?? '').trim();
    if (!isHome(named)) fail(say.saysForItsCountry(named.slice(0, 40), homeNames[country]));
  }

  function readNumber(cells: readonly string[]): HomeReading {
    const text = cells[columns.number] ?? '';
    if (columns.areaCode === null) return readHome(text);
    const area = (cells[columns.areaCode] ?? '').trim();
    const isSplit =
      /^[2-9]\d{2}$/.test(area) && /^[\d\s()+.'-]+$/.test(text) && text.replaceAll(/\D/g, '').length === 7;
    return isSplit ? readHome(area + text.replaceAll(/\D/g, '')) : { ok: false, why: say.isNotAnAreaCode };
  }

  function readLine(line: string): void {
    lineNumber++;
    if (line.trim() === '' || (plan.hasHeader && lineNumber === 1)) return;
    const cells = plan.delimiter === '' ? [line] : splitCells(line, plan.delimiter);
    checkCountry(cells);
    const read = readNumber(cells);
    if (!read.ok) return fail(read.why);
    sink.take(read.number, readListed(cells));
    if (columns.date != null) dates?.take(cells[columns.date] ?? '');
    rows++;
  }

  function readText(text: string): void {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) readLine(line);
    if (rest.length > longestLine) {
      lineNumber++;
      fail(say.isTooLongForA);
    }
  }

  return {
    push: (bytes) => readText(decoder.decode(bytes, { stream: true })),
    end() {
      readText(`${decoder.decode()}\n`);
      return rows;
    },
    ...(dates === undefined ? {} : { day: dates.end }),
  };
}

const fold = (text: string): string => text.trim().toLowerCase();

/** The cells of one line. */
export function splitCells(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  return Papa.parse<string[]>(line, { delimiter }).data[0] ?? [];
}
