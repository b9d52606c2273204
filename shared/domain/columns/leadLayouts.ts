/**
 * Lead files of dialers that have no header: the kind of text at each index of a row tells which layout it is. VICIdial
 * (and what is built on it, such as OSDial and GOautodial) documents two: the standard order of its list loader, with
 * tabs, pipes or commas, and its short CSV form. Source: the loader's help text and VICIDIAL_IN_new_leads_file.pl.
 */
import { isAlternatesCell, isBlankCell, isDateCell } from './cellShapes.ts';
import type { ColumnField } from '../../words/columnFields.ts';
import type { DialerLayout } from './layoutShape.ts';

type Row = readonly string[];

/**
 * Column indices of the standard order: vendor lead code, source, list, phone code, phone, title, first, middle, last
 * name, …
 */
const PLACE = {
  list: 2,
  phoneCode: 3,
  phone: 4,
  firstName: 6,
  lastName: 8,
  country: 16,
  gender: 17,
  birth: 18,
  altPhone: 19,
  email: 20,
  comments: 22,
  status: 24,
} as const;
/** Versions of the layout end with the alternates, with or without the rank and the owner of a lead. */
const WIDTHS_WITH_ALTERNATES: ReadonlySet<number> = new Set([27, 29]);

/** The lead layout of rows without a header, or undefined. */
export function recogniseLeadLayout(samples: readonly Row[]): DialerLayout | undefined {
  if (samples.length === 0) return undefined;
  const isMost = (fits: (row: Row) => boolean) => samples.filter(fits).length >= 0.9 * samples.length;
  if (isMost(isStandardRow)) {
    return {
      name: 'VICIdial',
      kind: 'leads',
      why: 'A lead file of VICIdial, without column names: the phone number, the alternate phone and the further numbers at the end of a row are read, with the phone code of each row.',
      fields: toStandardFields(samples),
    };
  }
  if (isMost(isShortRow)) {
    return {
      name: 'VICIdial',
      kind: 'leads',
      why: 'A lead file of VICIdial in its short form (address, city, name, phone number, state, postal code), without column names.',
      fields: new Map<number, ColumnField>([
        [2, 'name'],
        [3, 'phone'],
      ]),
    };
  }
  return undefined;
}

function isStandardRow(row: Row): boolean {
  const at = (place: number) => row[place]?.trim() ?? '';
  return (
    row.length > PLACE.comments &&
    /^\d{0,14}$/.test(at(PLACE.list)) &&
    /^\+?\d{0,6}$/.test(at(PLACE.phoneCode)) &&
    isDigits(at(PLACE.phone), 6) &&
    !/\d/.test(at(PLACE.firstName) + at(PLACE.lastName)) &&
    /^[MFU]?$/i.test(at(PLACE.gender)) &&
    (isBlankCell(at(PLACE.birth)) || isDateCell(at(PLACE.birth))) &&
    (at(PLACE.altPhone) === '' || isDigits(at(PLACE.altPhone), 0)) &&
    (at(PLACE.email) === '' || at(PLACE.email).includes('@'))
  );
}

function isDigits(cell: string, least: number): boolean {
  const digits = cell.replace(/\D/g, '').length;
  return digits >= least && digits <= 18 && /^[\d\s()+./-]*$/.test(cell);
}

/** Columns that are not named here are judged by their cells, as everywhere. */
function toStandardFields(samples: readonly Row[]): ReadonlyMap<number, ColumnField> {
  const cells = (place: number) => samples.map((row) => row[place]?.trim() ?? '').filter((cell) => cell !== '');
  const width = Math.max(...samples.map((row) => row.length));
  const fields = new Map<number, ColumnField>([
    [PLACE.phone, 'phone'],
    [PLACE.altPhone, 'phone'],
    [PLACE.firstName, 'name'],
    [PLACE.lastName, 'name'],
  ]);
  const codes = cells(PLACE.phoneCode);
  // Phone codes may be written as people dial them: 01144.
  if (codes.length > 0)
    fields.set(PLACE.phoneCode, codes.every((code) => /^\+?\d{1,3}$/.test(code)) ? 'countryCode' : 'country');
  else if (cells(PLACE.country).length > 0) fields.set(PLACE.country, 'country');
  if (cells(PLACE.status).length > 0) fields.set(PLACE.status, 'disposition');
  if (WIDTHS_WITH_ALTERNATES.has(width)) fields.set(width - 1, 'phone');
  for (let place = PLACE.comments; place < width; place++) {
    if (cells(place).some(isAlternatesCell)) fields.set(place, 'phone');
  }
  return fields;
}

/** Address, city, name, phone number, state, postal code. */
function isShortRow(row: Row): boolean {
  const [address = '', city = '', name = '', phone = '', state = '', postal = ''] = row.map((cell) => cell.trim());
  return (
    row.length === 6 &&
    /\p{L}/u.test(address) &&
    /^\D+$/.test(city) &&
    /^\D+$/.test(name) &&
    isDigits(phone, 10) &&
    /^[A-Z]{2}$/i.test(state) &&
    /^\d{5}(?:-?\d{4})?$/.test(postal)
  );
}
