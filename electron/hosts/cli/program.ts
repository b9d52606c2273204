/**
 * The command line of design.md section 7, as commander reads it: names, options and help, nothing else. What a command
 * does is loaded only when it is asked for, so that `check` starts in a fraction of a second.
 */
import { Command, CommanderError, Option } from 'commander';
import type { AddAccountOptions, ScanFileOptions } from './accountCommands.ts';
import type { ListOptions, ResolveOptions } from './conflictCommands.ts';
import { addChangeCommands } from './changeProgram.ts';
import type { ExportOptions } from './fileCommands.ts';
import { type FilterOptions, withFilter } from './filterOptions.ts';
import type { ImportOptions } from './importCommand.ts';
import type { ServeFlags, SandboxFlags } from './hostCommands.ts';
import type { CheckOptions, StatementOptions } from './listCommands.ts';
import { addRegistryCommands } from './registryProgram.ts';
import {
  checkReference,
  duplicateOption,
  kindOption,
  regionOption,
  scopeOption,
  sheetOption,
  toAddress,
  toCount,
  toCursor,
  toMinutes,
  toPort,
  toSentence,
  toDecision,
} from './parameters.ts';
import type { ScrubOptions } from './scrubCommand.ts';
import { type CommandContext, type Run, runCommand } from './runCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';

type Globals = { readonly data?: string; readonly json?: boolean };

/** Runs one command line (without the program's name) and answers its exit code. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(terminal, (ended) => (code = ended));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said it already; 0 is a request for help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function createProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command('dnc-desk')
    .description("The company's do-not-call list, in step with the voice-AI vendors that place the calls.")
    .option('--data <dir>', 'the data directory (default: DNC_DESK_DATA, then the one that all hosts share)')
    .option('--json', 'print one JSON document instead of lines')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => toLines(text).forEach(terminal.out),
      writeErr: (text) => toLines(text).forEach(terminal.err),
      outputError: (text, write) => write(toSentence(text)),
    });
  const globals = (): Globals => program.opts<Globals>();
  const run = async (command: (context: CommandContext) => Promise<ExitCode>): Promise<void> =>
    end(await runCommand(command, globals(), terminal));

  addHostCommands(program, globals, terminal, end);
  addListCommands(program, run);
  addFileCommands(program, run);
  addAccountCommands(program, run);
  addRegistryCommands(program, run);
  addCareCommands(program, run, globals, terminal, end);
  return program;
}

const toLines = (text: string): string[] => text.trimEnd().split('\n');

function addHostCommands(
  program: Command,
  globals: () => Globals,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command('serve')
    .description('serve the page on this machine and open it in the browser')
    .option('--port <n>', 'the port (default: any free one)', toPort, 0)
    .option('--no-open', 'only print the link')
    .option('--demo', 'with simulated vendors and sample entries, in a directory of its own')
    .action(async (flags: ServeFlags) => {
      const { runServe } = await import('./hostCommands.ts');
      end(await runServe(globals().data, flags, terminal));
    });
  program
    .command('sandbox')
    .description('simulate the four vendors on this machine')
    .option('--port <n>', 'the port (default: any free one)', toPort, 0)
    .option('--faults <plan>', 'what goes wrong: JSON, or a file that holds it')
    .action(async (flags: Omit<SandboxFlags, 'json'>) => {
      const { runSandbox } = await import('./hostCommands.ts');
      end(await runSandbox({ ...flags, json: globals().json }, terminal));
    });
}

function addListCommands(program: Command, run: Run): void {
  const load = () => import('./listCommands.ts');
  const withStatement = (command: Command): Command =>
    command
      .addOption(regionOption())
      .option('--reason <text>', 'why')
      .option('--category <text>', 'a category')
      .option('--expires <instant>', 'blocked until then (ISO 8601)')
      .addOption(scopeOption())
      .option('--requested <instant>', 'when the person asked (ISO 8601)')
      .option('--batch-id <id>', 'the batch of the call in which the person asked')
      .option('--request-uuid <id>', 'the request of the call in which the person asked');

  withStatement(program.command('add').description('block numbers').argument('<number...>'))
    .option('--confirm-invalid', 'block numbers that are possible but not valid too')
    .addOption(duplicateOption())
    .action(async (numbers: string[], options: StatementOptions, command: Command) => {
      checkReference(options, command);
      await run(async (context) => (await load()).add(context, numbers, options));
    });
  addChangeCommands(program, run, withStatement);
  withFilter(program.command('list').description('the entries, in order of number'))
    .option('--limit <n>', 'so many at most', toCount, 100)
    .option('--after <cursor>', 'go on after this number', toCursor)
    .action((options: FilterOptions & { limit: number; after?: string }) =>
      run(async (context) => (await load()).list(context, options)),
    );
  program
    .command('check')
    .description(
      'may these numbers be called? exit 0: all of them, 3: at least one is blocked, 4: a registry that applies cannot tell',
    )
    .argument('<number...>')
    .addOption(regionOption())
    .option('--target <target>', 'by this account or account/agent only')
    .option('--at <instant>', 'at this time instead of now (ISO 8601)')
    .option('--no-registries', 'ask the list alone, as where the person agreed to be called')
    .action((numbers: string[], options: CheckOptions) =>
      run(async (context) => (await load()).check(context, numbers, options)),
    );
  program
    .command('history')
    .description('everything that happened to a number')
    .argument('<number>')
    .addOption(regionOption())
    .action((number: string, options: { region?: string }) =>
      run(async (context) => (await load()).history(context, number, options)),
    );
}

function addFileCommands(program: Command, run: Run): void {
  const load = () => import('./fileCommands.ts');
  program
    .command('import')
    .description('block the numbers of a file')
    .argument('<file>')
    .addOption(regionOption())
    .option('--map <pairs>', 'what the columns mean: phone="Phone",reason="Notes"')
    .addOption(sheetOption())
    .option('--forget-columns', 'do not read the columns as the last time')
    .option('--dnc-values <values>', 'the dispositions that mean do-not-call: DNC,DNCL')
    .addOption(scopeOption())
    .option('--expires <instant>', 'blocked until then (ISO 8601)')
    .option('--reason <text>', 'for lines without one')
    .option('--category <text>', 'for lines without one')
    .option('--requested <instant>', 'when they asked (ISO 8601), for lines without it')
    .option('--label <text>', 'the source to name in the entries (default: the name of the file)')
    .option('--batch-id <id>', 'the batch of the call in which they asked, for lines without it')
    .option('--request-uuid <id>', 'the request of the call in which they asked, for lines without it')
    .addOption(duplicateOption())
    .option('--revive', 'block again what was released, or whose block has ended')
    .option('--confirm-invalid', 'block numbers that are possible but not valid too')
    .option('--confirm-leads', 'import a file that looks like leads')
    .option('--confirm-again', 'import a file that was imported before')
    .option('--rejects <file>', 'write the rejected lines with their reasons to a CSV file')
    .option('--diff <file>', 'write every line and what it does to a CSV file')
    .option('--dry-run', 'only say what would happen')
    .action(async (file: string, options: ImportOptions, command: Command) => {
      checkReference(options, command);
      await run(async (context) => (await import('./importCommand.ts')).importFile(context, file, options));
    });
  program
    .command('batches')
    .description('what was done to the list, the latest first')
    .action(() => run(async (context) => (await load()).batches(context)));
  program
    .command('undo')
    .description('take back what a batch changed and nobody changed since')
    .argument('<batch>', 'its id', toCount)
    .action((batch: number) => run(async (context) => (await load()).undo(context, batch)));
  program
    .command('scrub')
    .description('split a lead file into the rows that may be dialled and those that are blocked')
    .argument('<file>')
    .requiredOption('--clean <file>', 'where the clean rows go, as they are')
    .requiredOption('--blocked <file>', 'where the blocked rows go, with why, since, hold and list')
    .addOption(regionOption())
    .option('--target <target>', 'by this account or account/agent only (default: blocked anywhere is blocked)')
    .option('--at <instant>', 'at this time instead of now (ISO 8601)')
    .option('--certificate <file>', 'what was done, as evidence: JSON, or a PDF if its name ends so')
    .addOption(
      new Option('--columns <how>', 'rows with several phone columns: blocked if any is, or each blocked cell blanked')
        .choices(['any', 'blank'])
        .default('any'),
    )
    .addOption(
      new Option('--not-covered <how>', 'numbers that no loaded registry covers: counted, or blocked')
        .choices(['name', 'block'])
        .default('name'),
    )
    .option('--map <pairs>', 'which columns hold numbers: phone="Phone",phone="Mobile"')
    .action(async (file: string, options: ScrubOptions) => {
      const { scrubFile } = await import('./scrubCommand.ts');
      await run((context) => scrubFile(context, file, options));
    });
  withFilter(
    program
      .command('export')
      .description('the list, or what matches, as a file in order of number; - is standard output')
      .argument('<file>'),
  )
    .addOption(new Option('--format <format>', 'default: by the name of the file').choices(['csv', 'xlsx', 'json']))
    .action((file: string, options: ExportOptions) =>
      run(async (context) => (await load()).exportFile(context, file, options)),
    );
}

function addAccountCommands(program: Command, run: Run): void {
  const load = () => import('./accountCommands.ts');
  const accounts = program.command('accounts').description('the vendor accounts');
  accounts
    .command('list', { isDefault: true })
    .description('all accounts and how they stand')
    .action(() => run(async (context) => (await load()).listAccounts(context)));
  accounts
    .command('add')
    .description('connect an account; its token is read from standard input')
    .argument('<vendor>')
    .requiredOption('--name <name>', 'what to call it')
    .option('--url <url>', 'the base URL, where the vendor has several or none', toAddress)
    .option('--set <pair...>', 'settings of the vendor: key=value')
    .addOption(
      new Option('--adopt <how>', 'what to do with what is only there').choices(['target', 'everywhere', 'ask']),
    )
    .option('--every <minutes>', 'sync so often; 0: only by hand', toMinutes)
    .option('--token-stdin', 'read the token from standard input')
    .action((vendor: string, options: AddAccountOptions) =>
      run(async (context) => (await load()).addAccount(context, vendor, options)),
    );
  accounts
    .command('test')
    .description('ask the vendor whether the account works')
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).testAccount(context, account)));
  accounts
    .command('targets')
    .description('where a block can hold on this account')
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).listTargets(context, account)));
  accounts
    .command('remove')
    .description('forget the account here; nothing is removed at the vendor')
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).removeAccount(context, account)));
  program
    .command('sync')
    .description('bring one account, or all, in step')
    .argument('[account]')
    .action((account: string | undefined) => run(async (context) => (await load()).sync(context, account)));
  program
    .command('scan-file')
    .description("take the vendor's own export for a scan of its list; nothing is sent")
    .argument('<account>')
    .argument('<file>')
    .addOption(regionOption())
    .option('--map <pairs>', 'what the columns mean: phone="Phone",reason="Notes"')
    .action((account: string, file: string, options: ScanFileOptions) =>
      run(async (context) => (await load()).scanFile(context, account, file, options)),
    );

  const loadConflicts = () => import('./conflictCommands.ts');
  const conflicts = program.command('conflicts').description('where the two sides disagree');
  conflicts
    .command('list', { isDefault: true })
    .description('the open conflicts')
    .option('--account <account>', 'those of this account')
    .addOption(kindOption())
    .action((options: ListOptions) => run(async (context) => (await loadConflicts()).listConflicts(context, options)));
  conflicts
    .command('resolve')
    .description('decide conflicts, as one batch: ids, --account, --kind or --all, then keep-ours, take-theirs or edit')
    .argument('<decision...>', 'the ids, and then keep-ours, take-theirs or edit', toDecision)
    .option('--account <account>', 'all of this account')
    .addOption(kindOption())
    .option('--reason <text>', 'with edit: why it is blocked')
    .option('--category <category>', 'with edit: what it is blocked for')
    .option('--all', 'all that are open')
    .option('--dry-run', 'only say what the choice would do')
    .action((words: readonly string[], options: ResolveOptions) =>
      run(async (context) => (await loadConflicts()).resolveConflicts(context, words, options)),
    );
}

function addCareCommands(
  program: Command,
  run: Run,
  globals: () => Globals,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const load = () => import('./careCommands.ts');
  program
    .command('status')
    .description('how the list and the accounts stand')
    .action(() => run(async (context) => (await load()).status(context)));
  program
    .command('verify')
    .description('is the history whole, and does it lead to the list as it is?')
    .action(() => run(async (context) => (await load()).verify(context)));
  program
    .command('backup')
    .description('a verified copy of the list')
    .argument('[file]', 'default: in the data directory')
    .action((file: string | undefined) => run(async (context) => (await load()).backup(context, file)));
  program
    .command('restore')
    .description('put a backup in the place of the list; the list as it is now is kept beside it')
    .argument('<file>')
    .action(async (file: string) => {
      const { restore } = await import('./restoreCommand.ts');
      end(await restore(file, globals(), terminal));
    });
}
