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
  flagOption,
  duplicateOption,
  forceOption,
  leaveOutOption,
  regionOption,
  permissionOption,
  sheetOption,
  parseCount,
  valuesOption,
  withFieldsForLines,
} from './parameters.ts';
import type { Run } from './runCommand.ts';
import type { ScrubOptions } from './scrubCommand.ts';
import { fileProgramWords as say } from '../../../shared/words/cli/help/files.ts';

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
    .description(say.blockTheNumbersOf)
    .argument('<file>')
    .addOption(regionOption())
    .option('--map <pairs>', say.whatTheColumnsMean)
    .addOption(sheetOption())
    .addOption(alsoOption())
    .addOption(decidesOption())
    .addOption(flagOption())
    .addOption(permissionOption())
    .addOption(leaveOutOption())
    .option('--forget-columns', say.doNotReadTheColumns)
    .addOption(valuesOption('--dnc-values <values>', say.whatARowSaysDisposition))
    .addOption(valuesOption('--not-dnc-values <values>', say.whatDoesNotMeanIt))
    .addOption(new Option('--doubtful <how>', say.numbersThatCanBe).choices(['all', 'first', 'leave']))
    .addOption(new Option('--doubtful-beside <how>', say.numbersBeside).choices(['all', 'first', 'leave']));
  withFieldsForLines(read)
    .option('--label <text>', say.theSourceToNameIn)
    .addOption(duplicateOption())
    .option('--revive', say.blockAgainWhatWas)
    .option('--keep-released', say.leaveAloneWhatWas)
    .option('--confirm-invalid', say.blockNumbersThat)
    .option('--leave-invalid', say.leaveOutNumbersThat)
    .option('--confirm-leads', say.importAFileThatLooks)
    .option('--confirm-again', say.importAFileThatWas)
    .option('--rejects <file>', say.writeTheRejected)
    .option('--diff <file>', say.writeEveryLineAnd)
    .addOption(forceOption())
    .option('--dry-run', say.onlySayWhatWould)
    .action(async (file: string, options: ImportOptions, command: Command) => {
      checkReference(options, command);
      await run(async (context) => (await import('./importCommand.ts')).importFile(context, file, options), {
        begins: true,
      });
    });
}

function addBatchCommands(program: Command, run: Run): void {
  program
    .command('batches')
    .description(say.whatWasDoneToThe)
    .action(() => run(async (context) => (await load()).batches(context)));
  program
    .command('undo')
    .description(say.takeBackWhatABatch)
    .argument('<batch>', say.itsId, parseCount)
    .option('--dry-run', say.onlySayWhatEachVendor)
    .action((batch: number, options: { dryRun?: boolean }) =>
      run(async (context) => (await load()).undo(context, batch, options)),
    );
}

function addScrubCommand(program: Command, run: Run): void {
  program
    .command('scrub')
    .description(say.splitALeadFileInto)
    .argument('<file>')
    .requiredOption('--clean <file>', say.whereTheCleanRows)
    .requiredOption('--blocked <file>', say.whereTheBlockedRows)
    .addOption(sheetOption())
    .addOption(regionOption())
    .option('--target <target>', say.byThisAccountOrAccount)
    .addOption(atOption())
    .option('--certificate <file>', say.whatWasDoneAsEvidence)
    .addOption(new Option('--columns <how>', say.rowsWithSeveralPhone).choices(['any', 'blank']).default('any'))
    .addOption(new Option('--not-covered <how>', say.numbersThatNoCurrent).choices(['block', 'name']).default('block'))
    .addOption(new Option('--doubtful <how>', say.numbersThatCould).choices(['block', 'name']).default('block'))
    .option('--map <pairs>', say.whatColumnsHoldPhone)
    .addOption(alsoOption())
    .addOption(decidesOption())
    .addOption(flagOption())
    .addOption(permissionOption())
    .addOption(leaveOutOption())
    .option('--forget-columns', say.doNotReadTheColumns)
    .addOption(forceOption())
    .action(async (file: string, options: ScrubOptions) => {
      const { scrubFile } = await import('./scrubCommand.ts');
      await run((context) => scrubFile(context, file, options));
    });
}

function addExportCommand(program: Command, run: Run): void {
  withFilter(program.command('export').description(say.theListOrWhatMatches).argument('<file>'), '')
    .addOption(new Option('--format <format>', say.defaultByTheName).choices(['csv', 'xlsx', 'json']))
    .addOption(forceOption())
    .action((file: string, options: ExportOptions) =>
      run(async (context) => (await load()).exportFile(context, file, options)),
    );
}
