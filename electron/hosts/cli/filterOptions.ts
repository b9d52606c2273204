/**
 * The list's filter on the command line, as commander reads it: which entries `list`, `export`, `edit` and `remove` are about. What
 * its words mean at this desk is in readFilter.ts.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type DetailOptions, toDetailFilter, withDetailFilter } from './detailOptions.ts';
import { parseCount } from './parameters.ts';
import { filterOptionsWords as say } from '../../../shared/words/cli/help/program.ts';

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
    .option('--search <text>', say.digitsOfTheNumber, toSearch)
    .addOption(new Option('--state <state...>', say.inOneOfTheseStates).choices([...states]))
    .option('--where <target>', say.thatHoldThereEverywhere)
    .option('--excepted <target>', say.thatHoldEverywhere)
    .option('--account <account>', say.thatHoldOnThisAccount)
    .addOption(new Option('--source <source...>', say.whereTheyCameFrom).choices([...sources]))
    .option('--added-from <when>', say.addedThenOrLater)
    .option('--added-to <when>', say.addedThenOrBefore)
    .option('--in-batch <id>', say.thatThisBatchAdded, parseCount)
    .option('--open <where>', say.blockedHereAndNot);
}

/** A search for nothing would be a search for everything. */
function toSearch(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError(say.giveDigitsOfTheNumber);
}

/** Whether any of the filter's options was given. */
export function hasFilter(options: FilterOptions, prefix: '' | 'with-'): boolean {
  const { search, state, where, excepted, account, source, addedFrom, addedTo, inBatch, open } = options;
  const given = [search, state, where, excepted, account, source, addedFrom, addedTo, inBatch, open];
  return [...given, ...Object.values(toDetailFilter(options, prefix))].some((value) => value !== undefined);
}
