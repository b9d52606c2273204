/** From the places of phone cells to numbers: each wanted cell of a block is a number, empty, or unreadable with its reason. */
import { createRowReader } from '../../../../shared/domain/columns/importRow.ts';
import { toInstant } from '../../../../shared/domain/instant.ts';
import { createCellReaders } from '../../../../shared/domain/numbers/cellReader.ts';
import { createNumberParser, type ParsedNumber, type Region } from '../../../../shared/domain/numbers/number.ts';
import { createZone } from '../../../../shared/domain/zone.ts';
import { type ByteReader, createByteReader } from '../../../../shared/domain/numbers/numberBytes.ts';
import type { Encoding } from '../../files/text/dialect.ts';
import { createUnitDecoder } from './leadReader.ts';
import type { LeadBatch, Units } from './leadScanner.ts';

/** Which columns hold the numbers; an area or country code may stand in a column of its own. */
export type LeadColumns = {
  readonly phones: readonly number[];
  readonly areaCode: number | null;
  readonly countryCode: number | null;
};

/** The columns that have to be found in each record, ascending. */
export function toWantedColumns({ phones, areaCode, countryCode }: LeadColumns): number[] {
  return [...new Set([...phones, areaCode ?? -1, countryCode ?? -1])]
    .filter((column) => column >= 0)
    .toSorted((a, b) => a - b);
}

/** What a phone cell was read as: above 0 a number; 0 empty; below 0 unreadable, the reason at place `-value - 1`. */
export type CellReading = number;

export type LeadCells = {
  /** Reads records `from` to `to` of a batch: into `numbers`, one place a record and phone column. Answers how many were possible but not valid. */
  readonly read: (units: Units, batch: LeadBatch, from: number, to: number, numbers: Float64Array) => number;
  /** Reasons so far, in sentences without any number. */
  readonly problems: readonly string[];
};

const quote = 0x22;

/** How the numbers of one country are read; what they learn of its plan is worth keeping. */
export type NumberReaders = {
  readonly region: Region | undefined;
  readonly parse: (raw: string) => ParsedNumber;
  readonly readBytes: ByteReader;
};

export function createNumberReaders(region: Region | undefined): NumberReaders {
  return { region, parse: createNumberParser(region), readBytes: createByteReader(region) };
}

export function createLeadCells(
  columns: LeadColumns,
  { region, parse, readBytes }: NumberReaders,
  encoding: Encoding,
): LeadCells {
  const decoder = createUnitDecoder(encoding);
  const problems: string[] = [];
  const known = new Map<string, number>();
  const wanted = toWantedColumns(columns);
  const slotOf = (column: number) => wanted.indexOf(column);
  const phoneSlots = columns.phones.map(slotOf);
  const width = phoneSlots.length;
  const isJoined = columns.areaCode !== null || columns.countryCode !== null;
  const joined = isJoined ? columns.phones.map((column) => createJoinedReader(columns, column, region)) : [];
  let invalid = 0;

  function toProblem(message: string): number {
    let place = known.get(message);
    if (place === undefined) {
      place = problems.push(message) - 1;
      known.set(message, place);
    }
    return -place - 1;
  }

  function readText(text: string): CellReading {
    const parsed = parse(text);
    if (parsed.ok) {
      if (!parsed.valid) invalid += 1;
      return parsed.number;
    }
    return parsed.code === 'empty' ? 0 : toProblem(parsed.message);
  }

  /** 0: not decided from the bytes alone. */
  function readQuick(units: Units, cells: Int32Array, place: number): number {
    const from = cells[place] ?? -1;
    const to = cells[place + 1] ?? -1;
    if (to - from < 10) return 0;
    return units[from] === quote ? readBytes(units, from + 1, to - 1) : readBytes(units, from, to);
  }

  function toText(units: Units, from: number, to: number): string {
    if (from < 0) return '';
    const isQuoted = to - from >= 2 && units[from] === quote;
    const start = isQuoted ? from + 1 : from;
    const stop = isQuoted ? to - 1 : to;
    let isPlain = units instanceof Buffer;
    for (let at = start; at < stop; at += 1) {
      if ((units[at] ?? 0) < 0x80) continue;
      isPlain = false;
      break;
    }
    const text =
      isPlain && units instanceof Buffer
        ? units.toString('latin1', start, stop)
        : decoder.decode(units.subarray(start, stop));
    return isQuoted && text.includes('"') ? text.replaceAll('""', '"') : text;
  }

  return {
    problems,
    read(units, batch, from, to, numbers) {
      invalid = 0;
      const { cells } = batch;
      for (let record = from; record < to; record += 1) {
        const careful = batch.careful.get(record);
        const base = record * wanted.length * 2;
        const textOf = (slot: number, column: number): string =>
          careful === undefined
            ? toText(units, cells[base + slot * 2] ?? -1, cells[base + slot * 2 + 1] ?? -1)
            : (careful.cells[column] ?? '');
        for (let phone = 0; phone < width; phone += 1) {
          const column = columns.phones[phone] ?? 0;
          const place = record * width + phone;
          if (isJoined) {
            const row: string[] = [];
            for (const [slot, other] of wanted.entries()) row[other] = textOf(slot, other);
            const reading = joined[phone]?.(row) ?? { ok: true, number: null };
            if (!reading.ok) numbers[place] = toProblem(reading.message);
            else {
              numbers[place] = reading.number ?? 0;
              if (reading.valid === false) invalid += 1;
            }
            continue;
          }
          const slot = phoneSlots[phone] ?? 0;
          const quick = careful === undefined ? readQuick(units, cells, base + slot * 2) : 0;
          if (quick < 0) invalid += 1;
          numbers[place] = quick === 0 ? readText(textOf(slot, column).trim()) : Math.abs(quick);
        }
      }
      return invalid;
    },
  };
}

type JoinedReading =
  | { readonly ok: true; readonly number: number | null; readonly valid?: boolean }
  | { readonly ok: false; readonly message: string };

/** An area code in a column of its own is joined as imports join it. No date is read: any zone will do. */
function createJoinedReader(
  { areaCode, countryCode }: LeadColumns,
  phone: number,
  region: Region | undefined,
): (cells: readonly string[]) => JoinedReading {
  const read = createRowReader(
    [
      { column: phone, field: 'phone' },
      ...(areaCode === null ? [] : [{ column: areaCode, field: 'areaCode' } as const]),
      ...(countryCode === null ? [] : [{ column: countryCode, field: 'countryCode' } as const]),
    ],
    createCellReaders({ region }),
    toInstant(0),
    createZone('UTC'),
  );
  return (cells) => {
    // Holes of the sparse row are cells that nobody asks for.
    if ((cells[phone] ?? '').trim() === '') return { ok: true, number: null };
    const { numbers, problems } = read(cells);
    const [found] = numbers;
    if (found !== undefined) return { ok: true, number: found.number, valid: found.valid };
    return { ok: false, message: problems[0]?.message ?? 'There is no number here.' };
  };
}
