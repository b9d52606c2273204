/**
 * The layouts of dialers and scrubbing services, recognised by the names in their headers (docs/formats.md; Five9's report is
 * general knowledge of the trade). A layout says what its columns mean where their names alone could mislead.
 */
import { fieldParts } from '../../fields.ts';
import { AREA_CODE_WILDCARD } from './cellShapes.ts';
import type { ColumnField } from '../../words/columnFields.ts';
import { foldHeader } from '../../words/foldHeader.ts';
import type { DialerLayout } from './layoutShape.ts';
import { recogniseLeadLayout } from './leadLayouts.ts';

export { AREA_CODE_WILDCARD } from './cellShapes.ts';
export type { DialerLayout } from './layoutShape.ts';

interface Known extends Omit<DialerLayout, 'fields' | 'kind'> {
  /** Names that the header must have. */
  readonly all: string;
  /** At least this many of `some`. */
  readonly some?: readonly [least: number, names: string];
  readonly fields?: Readonly<Record<string, ColumnField>>;
  /** Phone columns of which only the first existing one is read. */
  readonly oneOf?: string;
  /** The header has no other names. */
  readonly only?: boolean;
}

// The first that fits is taken.
const KNOWN: readonly Known[] = [
  {
    name: 'DNC Desk',
    why: 'An export of DNC Desk. Its column "link" is read for the numbers where there is one: spreadsheets take the + off the column "number". Rows of numbers that were released block nothing.',
    all: '',
    some: [
      6,
      'where, requested at, call batch id, call request uuid, source label, created at, created by, removed at, removed by, removed why, link',
    ],
    fields: {
      where: 'where',
      expires: 'expiry',
      ...Object.fromEntries(fieldParts.map(({ stored, column }) => [stored, column])),
      'removed at': 'suspended',
      source: 'ignore',
      'source label': 'ignore',
      line: 'ignore',
      'created at': 'ignore',
      'created by': 'ignore',
      'removed by': 'ignore',
      'removed why': 'ignore',
    },
    oneOf: 'link, number',
  },
  {
    name: 'DNCScrub',
    why: 'Results of DNCScrub. Only rows with the code P, your own do-not-call list, are imported: D is what a registry says and has an age, W and Y tell the kind of line, E and O are permissions.',
    all: 'result code',
    some: [
      1,
      'is wireless or voip, carrier info, ebr type, calling window, do not call today, new reassigned area code',
    ],
    fields: {
      'result code': 'disposition',
      phone: 'phone',
      reason: 'reason',
      'line type': 'ignore',
      country: 'ignore',
      'do not call today': 'ignore',
    },
    requestValues: ['P', 'Internal'],
  },
  {
    name: 'VICIdial',
    why: 'The log of a do-not-call list of VICIdial. Rows that say delete are rejected: a file never releases a number.',
    all: 'phone number, action, action date',
    fields: { 'phone number': 'phone', action: 'action', 'action date': 'date', user: 'author' },
  },
  {
    name: 'VICIdial',
    why: 'A call export of VICIdial: it holds all calls, so only rows whose status means do-not-call are imported.',
    all: 'status',
    some: [
      3,
      'phone number, phone number dialed, call date, lead id, list id, vendor lead code, campaign id, phone code, user, status name, called since last reset, source id, gmt offset now, length in sec',
    ],
    fields: {
      status: 'disposition',
      'status name': 'reason',
      'call date': 'date',
      'phone code': 'countryCode',
      'alt phone': 'ignore',
      user: 'author',
    },
    oneOf: 'phone number dialed, phone number',
  },
  {
    name: 'VICIdial',
    why: 'The do-not-call list of a VICIdial campaign.',
    all: 'phone number, campaign id',
    only: true,
  },
  {
    name: 'Five9',
    why: 'A call report of Five9: it holds all calls, so only rows whose disposition means do-not-call are imported. The number dialed (DNIS) is taken; for inbound calls choose ANI instead.',
    all: 'disposition, ani, dnis',
    some: [1, 'call id, call type, campaign, agent name, timestamp, customer name'],
    fields: { disposition: 'disposition', dnis: 'phone', ani: 'ignore', timestamp: 'date', 'customer name': 'name' },
  },
  {
    name: 'Five9',
    why: 'A list of Five9, with up to three numbers a contact.',
    all: 'number1, number2',
    fields: { number1: 'phone', number2: 'phone', number3: 'phone' },
  },
  {
    name: 'Genesys',
    why: 'A do-not-call list of Genesys: every DNC column of a row is read.',
    all: '',
    some: [2, 'dnc home, dnc cell, dnc work'],
    fields: { 'dnc home': 'phone', 'dnc cell': 'phone', 'dnc work': 'phone' },
  },
  {
    name: 'LiveVox',
    why: 'A do-not-call list of LiveVox: the days to expiry count from today.',
    all: 'phone number, days to expiry',
    fields: { 'phone number': 'phone', 'days to expiry': 'expiryDays', 'contact group id': 'campaign' },
  },
  {
    name: 'NICE',
    why: 'A do-not-call list of NICE.',
    all: 'phone number, expire date, contact id',
    fields: { 'phone number': 'phone', 'expire date': 'expiry', 'contact id': 'ignore' },
  },
  {
    name: 'MaxContact',
    why: 'A do-not-call list of MaxContact.',
    all: 'telephone number, added by, date added',
    fields: {
      'telephone number': 'phone',
      'date added': 'date',
      notes: 'reason',
      'added by': 'author',
    },
  },
  {
    name: 'SingleComm',
    why: 'A do-not-call list of SingleComm. Rows that are suspended there are rejected: they block nothing, and a file never releases a number.',
    all: 'phone number, suspended',
    some: [1, 'program, reporter, updated on'],
    fields: { 'phone number': 'phone', suspended: 'suspended', program: 'campaign', reporter: 'author' },
  },
  {
    name: 'ReadyMode',
    why: 'The do-not-call list of ReadyMode.',
    all: 'phone number, added, dnc reason',
    fields: { 'phone number': 'phone', added: 'date', expires: 'expiry', 'dnc reason': 'reason' },
  },
  {
    name: 'Convoso',
    why: 'A do-not-call list of Convoso.',
    all: 'phone number, phone code, insert date',
    fields: { 'phone number': 'phone', 'phone code': 'countryCode', 'insert date': 'date', id: 'ignore' },
  },
  {
    name: 'Webex',
    why: 'A do-not-contact list of Webex.',
    all: 'phone number, added date, added by',
    some: [1, 'last modified, source'],
    fields: {
      'phone number': 'phone',
      'added date': 'date',
      'added by': 'author',
      reason: 'reason',
      'last modified': 'ignore',
    },
  },
];

/** The layout that a header (null: none) or the rows show, or undefined. */
export function recogniseDialer(
  header: readonly string[] | null,
  samples: readonly (readonly string[])[],
): DialerLayout | undefined {
  if (header === null) {
    const isVicidial = samples.some((row) => row.length === 1 && AREA_CODE_WILDCARD.test(row[0]?.trim() ?? ''));
    if (!isVicidial) return recogniseLeadLayout(samples);
    return {
      name: 'VICIdial',
      kind: 'list',
      why: 'The do-not-call list of VICIdial. Its rows for whole area codes (201XXXXXXX) are rejected: the list holds numbers.',
      fields: new Map(),
    };
  }
  const names = header.map(foldHeader);
  const known = KNOWN.find((layout) => fits(layout, names));
  if (known === undefined) return undefined;
  const fields = new Map(Object.entries(known.fields ?? {}).map(([name, field]) => [foldHeader(name), field]));
  const choices = listNames(known.oneOf ?? '').filter((name) => names.includes(name));
  for (const [place, name] of choices.entries()) fields.set(name, place === 0 ? 'phone' : 'ignore');
  const { name, why, requestValues } = known;
  return { name, kind: 'list', why, fields, ...(requestValues === undefined ? {} : { requestValues }) };
}

function fits({ all, some, only = false }: Known, names: readonly string[]): boolean {
  const wanted = listNames(all);
  if (!wanted.every((name) => names.includes(name))) return false;
  if (only && names.some((name) => !wanted.includes(name))) return false;
  if (some === undefined) return true;
  return listNames(some[1]).filter((name) => names.includes(name)).length >= some[0];
}

function listNames(text: string): readonly string[] {
  return text.split(',').map(foldHeader).filter(Boolean);
}
