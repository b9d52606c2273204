/**
 * The list's filter on the command line, as commander reads it: which entries `list`, `export`, `edit` and `remove` are about. What
 * its words mean at this desk is in readFilter.ts.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type DetailOptions, toDetailFilter, withDetailFilter } from './detailOptions.ts';
import { parseCount } from './parameters.ts';

const states = ['blocked', 'expired', 'removed', 'conflict'] as const;
export const opens = ['any', 'overdue', 'today'] as const;
const sources = ['manual', 'import', 'api', 'vendor'] as const;

export type FilterOptions = DetailOptions & {
  readonly search?: string;
  readonly state?: (typeof states)[number][];
  readonly where?: string;
  readonly excepted?: string;
  readonly account?: string;
  readonly source?: (typeof sources)[number][];
  readonly addedFrom?: string;
  readonly addedTo?: string;
  readonly inBatch?: number;
  readonly open?: string;
};

/** Gives a command the options of a filter; with the prefix, those of fields that the command may set besides. */
export function withFilter(command: Command, prefix: '' | 'with-'): Command {
  return withDetailFilter(command, prefix)
    .option('--search <text>', 'digits of the number, or words of the entry, its author or its source', toSearch)
    .addOption(new Option('--state <state...>', 'in one of these states').choices([...states]))
    .option('--where <target>', 'that hold there: everywhere, account or account/agent')
    .option('--excepted <target>', 'that hold everywhere, or at an account, except there: account or account/agent')
    .option('--account <account>', 'that hold on this account or an agent of it')
    .addOption(new Option('--source <source...>', 'where they came from').choices([...sources]))
    .option('--added-from <when>', 'added then or later: a day, or a time (the desk’s, unless it has Z or an offset)')
    .option('--added-to <when>', 'added then or before: to the end of a day, or a time')
    .option('--in-batch <id>', 'that this batch added', parseCount)
    .option('--open <where>', 'blocked here and not yet there: any, overdue, today, or an account');
}

/** A search for nothing would be a search for everything. */
function toSearch(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('Give digits of the number, or a word.');
}

/** Whether any of the filter's options was given. */
export function hasFilter(options: FilterOptions, prefix: '' | 'with-'): boolean {
  const { search, state, where, excepted, account, source, addedFrom, addedTo, inBatch, open } = options;
  const given = [search, state, where, excepted, account, source, addedFrom, addedTo, inBatch, open];
  return [...given, ...Object.values(toDetailFilter(options, prefix))].some((value) => value !== undefined);
}
