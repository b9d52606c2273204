/** The commands that change existing entries, for commander: single numbers, a filter, or a file. */
import { type Command, Option } from 'commander';
import type { BulkFileOptions, BulkOptions } from './bulkCommands.ts';
import { type FilterOptions, hasFilter, withFilter } from './filterOptions.ts';
import type { StatementOptions } from './listCommands.ts';
import { checkReference } from './detailOptions.ts';
import {
  alsoOption,
  decidesOption,
  forceOption,
  leaveOutOption,
  regionOption,
  sheetOption,
  parseCount,
} from './parameters.ts';
import type { CommandContext } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';

type Run = (command: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;

/** The numbers are named, or a filter says which. */
type Many = BulkOptions & FilterOptions & { readonly all?: boolean; readonly region?: string };

/** Adds `edit`, `remove` and their forms by file to the program. `withStatement` adds the options of a statement. */
export function addChangeCommands(program: Command, run: Run, withStatement: (command: Command) => Command): void {
  const load = () => import('./listCommands.ts');
  const loadBulk = () => import('./bulkCommands.ts');

  withMany(
    withStatement(
      program
        .command('edit')
        .description('change entries: numbers, or all that match (--expires never: for good; an empty text: none)')
        .argument('[number...]'),
    ).option('--why <text>', 'why many are changed at once'),
  ).action(async (numbers: string[], options: StatementOptions & Many, command: Command) => {
    checkReference(options, command);
    const isMany = checkWhich(numbers, options, command);
    if (!isMany && options.why !== undefined) command.error('error: --why goes with a filter or --all.');
    await run(async (context) => {
      if (!isMany) return (await load()).edit(context, numbers, options);
      const { changeMatching, toEditAct } = await loadBulk();
      return changeMatching(context, toEditAct(options), options);
    });
  });
  withMany(
    program
      .command('remove')
      .description('release numbers, or all that match')
      .argument('[number...]')
      .requiredOption('--why <text>', 'why they are released')
      .addOption(regionOption()),
  ).action(async (numbers: string[], options: Many & { readonly why: string }, command: Command) => {
    const isMany = checkWhich(numbers, options, command);
    await run(async (context) =>
      isMany
        ? (await loadBulk()).changeMatching(context, { kind: 'remove' }, options)
        : (await load()).remove(context, numbers, options),
    );
  });
  program
    .command('redact')
    .description('take what entries say of a person out of the list and its history, for good; the blocks stay')
    .argument('<number...>')
    .option('--yes', 'do it: without this, only what would happen is said')
    .addOption(regionOption())
    .action((numbers: string[], options: { readonly region?: string; readonly yes?: boolean }) =>
      run(async (context) => (await load()).redact(context, numbers, options)),
    );
  withFile(program.command('remove-file').description('release the numbers of a file').argument('<file>'))
    .addOption(regionOption())
    .action((file: string, options: BulkFileOptions) =>
      run(async (context) => (await loadBulk()).changeByFile(context, file, { kind: 'remove' }, options)),
    );
  withFile(
    withStatement(program.command('edit-file').description('change the entries of the numbers of a file')).argument(
      '<file>',
    ),
  ).action(async (file: string, options: BulkFileOptions & StatementOptions, command: Command) => {
    checkReference(options, command);
    await run(async (context) => {
      const { changeByFile, toEditAct } = await loadBulk();
      return changeByFile(context, file, toEditAct(options), options);
    });
  });
}

const confirmOption = (): Option =>
  new Option(
    '--confirm <n>',
    'how many entries will change, as --dry-run says; needed above 1,000 entries or 5 % of the list',
  ).argParser(parseCount);

function withMany(command: Command): Command {
  return withFilter(command, 'with-')
    .option('--all', 'the whole list')
    .addOption(confirmOption())
    .option('--dry-run', 'only say what would happen');
}

function withFile(command: Command): Command {
  return command
    .requiredOption('--why <text>', 'why')
    .option('--map <pairs>', 'what the columns mean: phone="Phone"')
    .addOption(alsoOption())
    .addOption(decidesOption())
    .addOption(leaveOutOption())
    .option(
      '--release-values <values>',
      'what a row says (action, flag, status) that means that it is meant: delete,START',
    )
    .addOption(sheetOption())
    .option('--rejects <file>', 'write the rejected lines with their reasons to a CSV file')
    .addOption(forceOption())
    .addOption(confirmOption())
    .option('--dry-run', 'only say what would happen');
}

/** Numbers, a filter, or --all, and one of these. True: not numbers. */
function checkWhich(numbers: readonly string[], options: Many, command: Command): boolean {
  const ways = [numbers.length > 0, hasFilter(options, 'with-'), options.all === true].filter(Boolean).length;
  if (ways !== 1) command.error('error: Say which: numbers, a filter such as --search, or --all, and one of these.');
  const previews = command.name() === 'remove';
  if (numbers.length > 0 && (options.confirm !== undefined || (options.dryRun === true && !previews)))
    command.error(`error: ${previews ? '--confirm goes' : '--confirm and --dry-run go'} with a filter or --all.`);
  return numbers.length === 0;
}
