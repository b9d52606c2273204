/** The commands that change existing entries, for commander: single numbers, a filter, or a file. */
import { type Command, Option } from 'commander';
import type { BulkFileOptions, BulkOptions } from './bulkCommands.ts';
import { type FilterOptions, hasFilter, withFilter } from './filterOptions.ts';
import type { StatementOptions } from './listCommands.ts';
import { checkReference } from './detailOptions.ts';
import {
  alsoOption,
  decidesOption,
  flagOption,
  forceOption,
  leaveOutOption,
  regionOption,
  permissionOption,
  sheetOption,
  parseCount,
  valuesOption,
} from './parameters.ts';
import type { CommandContext } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { changeProgramWords as say } from '../../../shared/words/cli/help/accounts.ts';

type Run = (command: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;

/** The numbers are named, or a filter says which. */
type Many = BulkOptions & FilterOptions & { readonly all?: boolean; readonly region?: string };

/** Adds `edit`, `remove` and their forms by file to the program. `withStatement` adds the options of a statement. */
export function addChangeCommands(program: Command, run: Run, withStatement: (command: Command) => Command): void {
  const load = () => import('./listCommands.ts');
  const loadBulk = () => import('./bulkCommands.ts');

  withMany(
    withStatement(program.command('edit').description(say.changeEntriesNumbers).argument('[number...]')).option(
      '--why <text>',
      say.whyManyAreChanged,
    ),
  ).action(async (numbers: string[], options: StatementOptions & Many, command: Command) => {
    checkReference(options, command);
    const isMany = checkWhich(numbers, options, command);
    if (!isMany && options.why !== undefined) command.error(say.errorWhyGoesWith);
    await run(async (context) => {
      if (!isMany) return (await load()).edit(context, numbers, options);
      const { changeMatching, toEditAct } = await loadBulk();
      return changeMatching(context, toEditAct(options), options);
    });
  });
  withMany(
    program
      .command('remove')
      .description(say.releaseNumbersOr)
      .argument('[number...]')
      .requiredOption('--why <text>', say.whyTheyAreReleased)
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
    .description(say.takeWhatEntriesSay)
    .argument('<number...>')
    .option('--yes', say.doItWithoutThisOnly)
    .addOption(regionOption())
    .action((numbers: string[], options: { readonly region?: string; readonly yes?: boolean }) =>
      run(async (context) => (await load()).redact(context, numbers, options)),
    );
  withFile(program.command('remove-file').description(say.releaseTheNumbers).argument('<file>'))
    .addOption(regionOption())
    .action((file: string, options: BulkFileOptions) =>
      run(async (context) => (await loadBulk()).changeByFile(context, file, { kind: 'remove' }, options)),
    );
  withFile(withStatement(program.command('edit-file').description(say.changeTheEntries)).argument('<file>')).action(
    async (file: string, options: BulkFileOptions & StatementOptions, command: Command) => {
      checkReference(options, command);
      await run(async (context) => {
        const { changeByFile, toEditAct } = await loadBulk();
        return changeByFile(context, file, toEditAct(options), options);
      });
    },
  );
}

const confirmOption = (): Option => new Option('--confirm <n>', say.howManyEntriesWill).argParser(parseCount);

function withMany(command: Command): Command {
  return withFilter(command, 'with-')
    .option('--all', say.theWholeList)
    .addOption(confirmOption())
    .option('--dry-run', say.onlySayWhatWould);
}

function withFile(command: Command): Command {
  return command
    .requiredOption('--why <text>', say.why)
    .option('--map <pairs>', say.whatTheColumnsMean)
    .addOption(alsoOption())
    .addOption(decidesOption())
    .addOption(flagOption())
    .addOption(permissionOption())
    .addOption(leaveOutOption())
    .addOption(valuesOption('--release-values <values>', say.whatARowSaysAction))
    .addOption(sheetOption())
    .option('--rejects <file>', say.writeTheRejected)
    .addOption(forceOption())
    .addOption(confirmOption())
    .option('--dry-run', say.onlySayWhatWould);
}

/** Numbers, a filter, or --all, and one of these. True: not numbers. */
function checkWhich(numbers: readonly string[], options: Many, command: Command): boolean {
  const ways = [numbers.length > 0, hasFilter(options, 'with-'), options.all === true].filter(Boolean).length;
  if (ways !== 1) command.error(say.errorSayWhichNumbers);
  const previews = command.name() === 'remove';
  if (numbers.length > 0 && (options.confirm !== undefined || (options.dryRun === true && !previews)))
    command.error(say.errorWithAFilter(previews));
  return numbers.length === 0;
}
