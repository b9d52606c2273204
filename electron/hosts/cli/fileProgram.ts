/**
 * The commands that take and make files (`import`, `batches`, `undo`, `scrub` and `export`), as commander reads them:
 * names, options and help. What they do is in fileCommands.ts, importCommand.ts and scrubCommand.ts, loaded when asked for.
 */
import { type Command, Option } from 'commander';
import { checkReference } from './detailOptions.ts';
import type { ExportOptions } from './fileCommands.ts';
import { withFilter } from './filterOptions.ts';
import type { ImportOptions } from './importCommand.ts';
import {
  alsoOption,
  atOption,
  decidesOption,
  duplicateOption,
  forceOption,
  leaveOutOption,
  regionOption,
  sheetOption,
  parseCount,
  withFieldsForLines,
} from './parameters.ts';
import type { Run } from './runCommand.ts';
import type { ScrubOptions } from './scrubCommand.ts';

/** Adds `import`, `batches`, `undo`, `scrub` and `export` to the program. */
export function addFileCommands(program: Command, run: Run): void {
  addImportCommand(program, run);
  addBatchCommands(program, run);
  addScrubCommand(program, run);
  addExportCommand(program, run);
}

const load = () => import('./fileCommands.ts');

function addImportCommand(program: Command, run: Run): void {
  const read = program
    .command('import')
    .description('block the numbers of a file')
    .argument('<file>')
    .addOption(regionOption())
    .option('--map <pairs>', 'what the columns mean: phone="Phone",reason="Notes"')
    .addOption(sheetOption())
    .addOption(alsoOption())
    .addOption(decidesOption())
    .addOption(leaveOutOption())
    .option('--forget-columns', 'do not read the columns as the last time')
    .option('--dnc-values <values>', 'what a row says (disposition, status, flag) that means do-not-call: DNC,DNCL')
    .option('--not-dnc-values <values>', 'what does not mean it; without this option, everything else')
    .addOption(
      new Option(
        '--doubtful <how>',
        'numbers that can be read in more than one way: block all readings, the first, or leave them out',
      ).choices(['all', 'first', 'leave']),
    );
  withFieldsForLines(read)
    .option('--label <text>', 'the source to name in the entries (default: the name of the file)')
    .addOption(duplicateOption())
    .option('--revive', 'block again what was released, or whose block has ended')
    .option('--keep-released', 'leave alone what was released, or whose block has ended')
    .option('--confirm-invalid', 'block numbers that are possible but not valid too')
    .option('--leave-invalid', 'leave out numbers that are possible but not valid')
    .option('--confirm-leads', 'import a file that looks like leads')
    .option('--confirm-again', 'import a file that was imported before')
    .option('--rejects <file>', 'write the rejected lines with their reasons to a CSV file')
    .option('--diff <file>', 'write every line and what it does to a CSV file')
    .addOption(forceOption())
    .option('--dry-run', 'only say what would happen')
    .action(async (file: string, options: ImportOptions, command: Command) => {
      checkReference(options, command);
      await run(async (context) => (await import('./importCommand.ts')).importFile(context, file, options));
    });
}

function addBatchCommands(program: Command, run: Run): void {
  program
    .command('batches')
    .description('what was done to the list, the latest first')
    .action(() => run(async (context) => (await load()).batches(context)));
  program
    .command('undo')
    .description('take back what a batch changed and nobody changed since')
    .argument('<batch>', 'its id', parseCount)
    .option('--dry-run', 'only say what each vendor may then do')
    .action((batch: number, options: { dryRun?: boolean }) =>
      run(async (context) => (await load()).undo(context, batch, options)),
    );
}

function addScrubCommand(program: Command, run: Run): void {
  program
    .command('scrub')
    .description('split a lead file into the rows that may be dialled and those that are blocked')
    .argument('<file>')
    .requiredOption('--clean <file>', 'where the clean rows go, as they are; as a workbook if its name ends in .xlsx')
    .requiredOption('--blocked <file>', 'where the blocked rows go, with why, since, hold and list; likewise')
    .addOption(sheetOption())
    .addOption(regionOption())
    .option('--target <target>', 'by this account or account/agent only (default: blocked anywhere is blocked)')
    .addOption(atOption())
    .option('--certificate <file>', 'what was done, as evidence: JSON, or a PDF if its name ends so')
    .addOption(
      new Option('--columns <how>', 'rows with several phone columns: blocked if any is, or each blocked cell blanked')
        .choices(['any', 'blank'])
        .default('any'),
    )
    .addOption(
      new Option(
        '--not-covered <how>',
        'numbers that no current version of a loaded registry covers: blocked, or clean and counted',
      )
        .choices(['block', 'name'])
        .default('block'),
    )
    .addOption(
      new Option(
        '--doubtful <how>',
        'numbers that could be others, or that nobody has been given: blocked, or clean and counted',
      )
        .choices(['block', 'name'])
        .default('block'),
    )
    .option(
      '--map <pairs>',
      'what columns hold: phone="Phone",phone="Mobile",country="Country",flag="Do Not Call"; the others are looked at too',
    )
    .addOption(alsoOption())
    .addOption(decidesOption())
    .addOption(leaveOutOption())
    .option('--forget-columns', 'do not read the columns as the last time')
    .addOption(forceOption())
    .action(async (file: string, options: ScrubOptions) => {
      const { scrubFile } = await import('./scrubCommand.ts');
      await run((context) => scrubFile(context, file, options));
    });
}

function addExportCommand(program: Command, run: Run): void {
  withFilter(
    program
      .command('export')
      .description('the list, or what matches, as a file in order of number; - is standard output')
      .argument('<file>'),
    '',
  )
    .addOption(new Option('--format <format>', 'default: by the name of the file').choices(['csv', 'xlsx', 'json']))
    .addOption(forceOption())
    .action((file: string, options: ExportOptions) =>
      run(async (context) => (await load()).exportFile(context, file, options)),
    );
}
