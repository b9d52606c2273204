/** The fields of an entry (shared/fields.ts) as options: what is given, and what the list is filtered by. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { toReference } from '../../../shared/domain/entry/details.ts';
import {
  type Field,
  type FieldRow,
  fieldNames,
  fields,
  type FilterField,
  filterFields,
  type PartRow,
  fieldParts,
} from '../../../shared/fields.ts';
import { detailOptionsWords as say } from '../../../shared/words/cli/help/program.ts';

/** As commander holds them: by the option's name, in camel case. */
export type DetailOptions = Readonly<Record<string, unknown>>;

type Given = Pick<NonNullable<DeskInputs['entries']['edit']['patch']>, Field>;
type Filter = Pick<NonNullable<DeskInputs['entries']['list']['filter']>, FilterField>;

/** Gives a command an option per part of a field; `toHelp` words what it is for there. */
export function withDetails(command: Command, toHelp: (part: PartRow) => string): Command {
  for (const part of fieldParts) {
    const { value, read } = toValue(part.field);
    command.addOption(new Option(`--${part.option} <${value}>`, toHelp(part)).argParser(read));
  }
  return command;
}

/** What is written between the brackets of an option, and how its value is read. */
function toValue(field: Field): { readonly value: string; readonly read: (text: string) => string } {
  const row: FieldRow = fields[field];
  if (row.kind !== 'choice')
    return { value: row.kind === 'text' ? 'text' : row.kind === 'moment' ? 'when' : 'id', read: (text) => text };
  const values = Object.keys(row.words);
  return {
    value: values.join('|'),
    read(text) {
      if (text === '' || values.includes(text)) return text;
      throw new InvalidArgumentError(say.giveOneOf(values.join(', ')));
    },
  };
}

/** The fields that were given; an empty text says nothing, and in an edit takes away. */
export function toDetails(options: DetailOptions): Given {
  const texts = new Map(
    fieldParts.map(({ part, option }) => [part, options[toAttribute(option)] as string | undefined]),
  );
  const given: Record<string, unknown> = {};
  for (const field of fieldNames) {
    const own = fieldParts.filter((part) => part.field === field).map(({ part }) => texts.get(part));
    if (own.every((text) => text === undefined)) continue;
    const [batchId = null, requestUuid = null] = own;
    given[field] = fields[field].kind === 'reference' ? toReference({ batchId, requestUuid }) : own[0] || null;
  }
  return given;
}

/** Gives a command the options that filter by a field. `prefix` tells them from options that set one. */
export function withDetailFilter(command: Command, prefix: '' | 'with-'): Command {
  for (const field of filterFields) {
    const { value, read } = toValue(field);
    const help = say.whoseIsJustThisWhatever(fields[field].word);
    command.addOption(new Option(`--${prefix}${field} <${value}>`, help).argParser(read));
  }
  return command;
}

/** What of that was given. */
export function toDetailFilter(options: DetailOptions, prefix: '' | 'with-'): Filter {
  const given = filterFields.flatMap((field) => {
    const value = options[toAttribute(`${prefix}${field}`)];
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(given) as Filter;
}

/** One half of a call reference is of no use to any vendor. */
export function checkReference(options: DetailOptions, command: Command): void {
  for (const field of fieldNames) {
    const own = fieldParts.filter((part) => part.field === field);
    const given = own.filter(({ option }) => options[toAttribute(option)] !== undefined);
    if (given.length > 0 && given.length < own.length)
      command.error(say.errorGoTogether(own.map(({ option }) => `--${option}`).join(' and ')));
  }
}

const toAttribute = (option: string): string => option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
