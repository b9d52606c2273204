/**
 * Lines with columns: change lists of the US and Canada, whose layout is documented nowhere, numbers of the UK, and what the
 * Australian register sends back. Which column is which has been said by a person, or is plain.
 */
import Papa from 'papaparse';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { RegistryColumns } from '../../../../shared/contract/registries.ts';
import { longestLine, type NumberSink, type RegistryReader, toNanp } from './numberSink.ts';
import { RegistryProblem } from './registryProblem.ts';

export type TablePlan = {
  readonly country: 'nanp' | 'GB' | 'AU';
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly columns: RegistryColumns;
};

export function createTableReader(name: string, plan: TablePlan, sink: NumberSink): RegistryReader {
  const decoder = new TextDecoder('utf-8');
  const { columns, country } = plan;
  const add = new Set(columns.add.map(fold));
  let remove = columns.remove === undefined ? undefined : new Set(columns.remove.map(fold));
  let rest = '';
  let lineNumber = 0;
  let rows = 0;

  function fail(what: string): never {
    throw new RegistryProblem(`Line ${lineNumber.toLocaleString('en')} of "${name}" ${what}. Nothing was loaded.`);
  }

  function readListed(cells: readonly string[]): boolean {
    if (columns.flag === null) return true;
    const value = fold(cells[columns.flag] ?? '');
    if (add.has(value)) return true;
    // Of two values the other one is clear; a third has to be explained.
    if (value !== '') remove ??= new Set([value]);
    return remove?.has(value) === true
      ? false
      : fail(
          `says "${value.slice(0, 20)}" in the column that tells what is listed, and nobody has said what that means`,
        );
  }

  function readLine(line: string): void {
    lineNumber++;
    if (line.trim() === '' || (plan.hasHeader && lineNumber === 1)) return;
    const cells = plan.delimiter === '' ? [line] : splitCells(line, plan.delimiter);
    const number = toNumber(cells, columns, country);
    if (number === undefined) fail(`holds no number of ${countryNames[country]}`);
    sink.take(number, readListed(cells));
    rows++;
  }

  function readText(text: string): void {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) readLine(line);
    if (rest.length > longestLine) {
      lineNumber++;
      fail('is too long for a line of a registry');
    }
  }

  return {
    push: (bytes) => readText(decoder.decode(bytes, { stream: true })),
    end() {
      readText(`${decoder.decode()}\n`);
      return rows;
    },
  };
}

const countryNames = { nanp: 'the US or Canada', GB: 'the UK', AU: 'Australia' } as const;
const fold = (text: string): string => text.trim().toLowerCase();

/** The cells of one line. */
export function splitCells(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  return Papa.parse<string[]>(line, { delimiter }).data[0] ?? [];
}

function toNumber(
  cells: readonly string[],
  { number, areaCode }: RegistryColumns,
  country: TablePlan['country'],
): number | undefined {
  const text = cells[number] ?? '';
  // Anything but digits and their usual marks makes it no number.
  if (/[^\d\s()+.'-]/.test(text)) return undefined;
  const digits = text.replaceAll(/\D/g, '');
  switch (country) {
    case 'nanp': {
      const area = areaCode === null ? '' : (cells[areaCode] ?? '').trim();
      const whole = area + digits;
      if (/^[2-9]\d{9}$/.test(whole)) return toNanp(Number(whole.slice(0, 3)), Number(whole.slice(3)));
      return areaCode === null && /^1[2-9]\d{9}$/.test(whole) ? Number(whole) : undefined;
    }
    case 'GB': {
      const national = digits.replace(/^(0044|44|0)/, '');
      return national !== digits && /^[1-9]\d{8,9}$/.test(national) ? Number(`44${national}`) : undefined;
    }
    case 'AU': {
      const national = digits.replace(/^(001161|0061|61|0)/, '');
      return national !== digits && /^[1-9]\d{8}$/.test(national) ? Number(`61${national}`) : undefined;
    }
    default:
      return assertNever(country);
  }
}
