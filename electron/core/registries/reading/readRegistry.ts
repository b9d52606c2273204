/**
 * Reads a registry's file to its end into a stage, each member in its own form. A line that cannot be read, or a name
 * that does not fit the content, ends the reading: when reference data is understood only in part, it is not known
 * which part.
 */
import { assertNever } from '../../../../shared/assertNever.ts';
import type { ColumnsAsked, RegistryColumns } from '../../../../shared/contract/registries.ts';
import { findMismatch } from '../../../../shared/domain/registries/registryFile.ts';
import type { Clock } from '../../ports.ts';
import { toSaid } from './flagWords.ts';
import { createFlatReader } from './flatReader.ts';
import type { NumberSink, RegistryReader } from './numberSink.ts';
import { type Member, openMembers, type ReadingCaps } from './openMembers.ts';
import { recogniseRegistry, type RegistryForm, withNamedColumns } from './recogniseRegistry.ts';
import { RegistryProblem, UnexplainedValue } from './registryProblem.ts';
import type { HomeCountry } from './homeNumber.ts';
import { createTableReader } from './tableReader.ts';
import { createXmlReader } from './xmlReader.ts';
import { readRegistryWords as say } from '../../../../shared/words/core/registries.ts';

export type RegistrySource = {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly changedAt: number;
};

export type RegistryReading =
  | { readonly kind: 'asks'; readonly asks: ColumnsAsked; readonly signature: string }
  | {
      readonly kind: 'full' | 'change' | 'wash';
      readonly rows: number;
      readonly members: readonly { readonly name: string; readonly changedAt: number | undefined }[];
      /** The columns that were used, to be remembered under the signature. */
      readonly columns: Used | null;
      /**
       * The oldest day in the columns of dates; null: a line has no date that can be read; undefined: there is no such
       * column.
       */
      readonly day: string | null | undefined;
      /** A column that seems to tell what is listed, and that is not read: the file may be no full list. */
      readonly unread: string | null;
    };

export type ReadingOptions = {
  readonly sink: NumberSink & { readonly isFull: () => boolean };
  readonly country: HomeCountry | undefined;
  readonly columns: RegistryColumns | undefined;
  /** Asks for the columns of a table, whatever is known of them. */
  readonly askColumns: boolean;
  /** What a person said of files of the same kind. */
  readonly remembered: (signature: string) => RegistryColumns | undefined;
  readonly clock: Clock;
  readonly caps: ReadingCaps;
  readonly signal: AbortSignal;
  readonly progress: (rows: number) => void;
};

type Kind = 'full' | 'change' | 'wash';
type Used = {
  readonly signature: string;
  readonly columns: RegistryColumns;
  readonly unread: string | null;
};
type Asked = { readonly asks: ColumnsAsked; readonly signature: string };
type Opened =
  | Asked
  | {
      readonly kind: Kind;
      readonly reader: RegistryReader;
      readonly used: Used | null;
      /** The question to ask anew, where what was said of the columns may not fit. */
      readonly again: Asked | null;
    };
type ReadMember =
  | Asked
  | {
      readonly kind: Kind;
      readonly rows: number;
      readonly used: Used | null;
      readonly day: string | null | undefined;
    };

const headBytes = 65_536;
const breathBytes = 262_144;

/** @throws RegistryProblem, or the signal's reason */
export async function readRegistry(source: RegistrySource, options: ReadingOptions): Promise<RegistryReading> {
  const members: { name: string; changedAt: number | undefined }[] = [];
  const allCodes = new Set<string>();
  const kinds = new Set<Kind>();
  let rows = 0;
  let columns: Used | null = null;
  const days: (string | null | undefined)[] = [];
  for await (const member of openMembers(source, options)) {
    const codes = new Set<number>();
    const opened = await readMember(member, { ...options, sink: watchAreas(options.sink, codes) }, rows);
    if ('asks' in opened) return { kind: 'asks', ...opened };
    const areaCodes = [...codes].map(String);
    const wrong = findMismatch(member.name.split('/').at(-1) ?? '', areaCodes);
    if (wrong !== undefined) throw new RegistryProblem(wrong);
    for (const code of areaCodes) allCodes.add(code);
    kinds.add(opened.kind);
    if (kinds.size > 1) throw new RegistryProblem(say.mixesFullListsAnd(source.name));
    rows += opened.rows;
    columns = opened.used ?? columns;
    days.push(opened.day);
    members.push({ name: member.name, changedAt: member.changedAt });
  }
  const wrong = findMismatch(source.name, [...allCodes]);
  if (wrong !== undefined) throw new RegistryProblem(wrong);
  const [kind] = kinds;
  if (kind === undefined || rows === 0) throw new RegistryProblem(say.holdsNoNumbers(source.name));
  return { kind, rows, members, columns, day: toOldest(days), unread: columns?.unread ?? null };
}

/** One member without a day leaves the day of the whole open. */
function toOldest(days: readonly (string | null | undefined)[]): string | null | undefined {
  if (days.every((day) => day === undefined)) return undefined;
  const known = days.filter((day) => day != null).toSorted();
  return known.length === days.length ? known[0] : null;
}

async function readMember(member: Member, options: ReadingOptions, before: number): Promise<ReadMember> {
  const state: { opened?: Opened } = {};
  try {
    return await readText(member, options, before, state);
  } catch (error) {
    const again = state.opened !== undefined && 'again' in state.opened ? state.opened.again : null;
    const isAsked = error instanceof UnexplainedValue || options.columns === undefined;
    if (again === null || !isAsked || !(error instanceof RegistryProblem)) throw error;
    return askAgain(again, error);
  }
}

/** What was said of this file, or of an earlier one of the same make, does not fit: a person says it anew. */
function askAgain(asked: Asked, problem: RegistryProblem): Asked {
  const { columns } = asked.asks;
  const shown =
    problem instanceof UnexplainedValue
      ? columns.map((column, at) =>
          at === problem.column ? { ...column, values: [...new Set([...column.values, problem.value])] } : column,
        )
      : columns;
  return { ...asked, asks: { ...asked.asks, columns: shown, why: problem.message } };
}

async function readText(
  member: Member,
  options: ReadingOptions,
  before: number,
  state: { opened?: Opened },
): Promise<ReadMember> {
  let opened: Opened | undefined;
  let head: Uint8Array = new Uint8Array(0);
  let read = 0;
  let nextBreath = breathBytes;
  for await (const chunk of member.chunks) {
    read += chunk.length;
    if (opened !== undefined && 'reader' in opened) opened.reader.push(chunk);
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length < headBytes) continue;
      opened = state.opened = openReader(member.name, head, options);
      if ('asks' in opened) return opened;
      opened.reader.push(head);
    }
    if (options.sink.isFull()) throw new RegistryProblem(say.holdsMoreNumbers(member.name));
    options.progress(before + read);
    // Lets the rest of the desk run.
    if (read >= nextBreath) {
      nextBreath = read + breathBytes;
      await options.clock.breathe();
    }
  }
  if (opened === undefined) {
    opened = state.opened = openReader(member.name, head, options);
    if ('asks' in opened) return opened;
    opened.reader.push(head);
  }
  if ('asks' in opened) return opened;
  const { kind, reader, used } = opened;
  const rows = reader.end();
  return { kind, rows, used, day: reader.day?.() };
}

/** Chooses the reader of a member by its first bytes. */
function openReader(name: string, head: Uint8Array, options: ReadingOptions): Opened {
  const { sink, country } = options;
  const form = recogniseRegistry(new TextDecoder('utf-8').decode(head, { stream: true }), country);
  switch (form.kind) {
    case 'xml':
      return { kind: 'full', reader: createXmlReader(name, sink), used: null, again: null };
    case 'flat':
      return { kind: 'full', reader: createFlatReader(name, sink), used: null, again: null };
    case 'table': {
      const { columns: shown, guess, signature } = form;
      const asked = { asks: { name, columns: shown, guess, why: null }, signature };
      const known = options.askColumns ? undefined : (form.plain ?? options.remembered(signature));
      const said = options.columns ?? known;
      if (said === undefined) return asked;
      const problem = checkColumns(said, form.columns.length);
      if (problem !== undefined) throw new RegistryProblem(`"${name}": ${problem}`);
      const kind = toKind(said, form.country);
      if (kind === undefined) {
        const why = say.changesOrAnswers(name, said.add[0] ?? '');
        if (options.columns === undefined) return { ...asked, asks: { ...asked.asks, why } };
        throw new RegistryProblem(why);
      }
      // Answers for a few numbers must not make a whole area code look checked on their day.
      if (kind === 'wash' && form.country === 'nanp') throw new RegistryProblem(say.answersForSingle(name));
      const columns = withNamedColumns(said, form.guess);
      const plan = { country: form.country, delimiter: form.delimiter, hasHeader: form.hasHeader, columns };
      return {
        kind,
        reader: createTableReader(name, plan, sink),
        used: { signature, columns: said, unread: toUnread(said, form) },
        again: form.plain === null || options.columns !== undefined ? asked : null,
      };
    }
    case 'unknown':
      throw new RegistryProblem(say.isNotARegistrysFile(name));
    default:
      return assertNever(form);
  }
}

/** Undefined: nobody has said whether the file changes a list or answers for single numbers. */
function toKind(columns: RegistryColumns, country: HomeCountry): Kind | undefined {
  if (country === 'AU') return 'wash';
  if (columns.flag === null) return 'full';
  const said = toSaid(columns);
  return said === undefined ? undefined : said === 'answers' ? 'wash' : 'change';
}

/** The name or place of a column that seems to tell what is listed, where none is read. */
function toUnread(said: RegistryColumns, form: Extract<RegistryForm, { readonly kind: 'table' }>): string | null {
  const flag = said.flag === null ? (form.guess?.flag ?? null) : null;
  return flag === null ? null : (form.columns[flag]?.header ?? String(flag + 1));
}

function checkColumns(columns: RegistryColumns, width: number): string | undefined {
  const { number, areaCode, flag, add, country, date } = columns;
  const used = [number, areaCode, flag, country, date].filter((column) => column != null);
  if (new Set(used).size !== used.length) return say.oneColumnCannotMean;
  if (used.some((column) => column >= width)) return say.thereAreOnlyColumns(width);
  return flag !== null && add.length === 0 ? say.sayWhichValueMeans : undefined;
}

/** Notes which area codes appear. */
function watchAreas(sink: ReadingOptions['sink'], codes: Set<number>): ReadingOptions['sink'] {
  let last = -1;
  return {
    isFull: sink.isFull,
    take(number, isListed) {
      const code = Math.floor((number - 10_000_000_000) / 10_000_000);
      if (code !== last) {
        last = code;
        if (code >= 200 && code < 1000) codes.add(code);
      }
      sink.take(number, isListed);
    },
  };
}
