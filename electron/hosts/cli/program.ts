/**
 * The command line (README.md, "On the command line"), as commander reads it: names, options and help, nothing else.
 * The code of a command is loaded only when the command is used, so that `check` starts in a fraction of a second. The
 * words of changes, files, accounts and registries are in the `…Program.ts` files beside this one.
 */
import type { BackupsOptions, RestoreOptions } from './restoreCommand.ts';
import { Command, CommanderError } from 'commander';
import { addAccountCommands } from './accountProgram.ts';
import { addChangeCommands } from './changeProgram.ts';
import { addFileCommands } from './fileProgram.ts';
import { type FilterOptions, withFilter } from './filterOptions.ts';
import type { SettingsOptions } from './careCommands.ts';
import { addGateCommands } from './gateProgram.ts';
import { addHubCommands } from './hubProgram.ts';
import type { ServeFlags, SandboxFlags } from './hostCommands.ts';
import type { CheckOptions } from './checkCommand.ts';
import type { StatementOptions } from './listCommands.ts';
import type { PolicyOptions } from './policyCommand.ts';
import { addProofCommands } from './proofProgram.ts';
import { addRegistryCommands } from './registryProgram.ts';
import {
  atOption,
  duplicateOption,
  forceOption,
  regionOption,
  parseCount,
  toCursor,
  toPort,
  toSentence,
  withFields,
} from './parameters.ts';
import { checkReference } from './detailOptions.ts';
import type { Run } from './runCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';

type Globals = { readonly data?: string; readonly json?: boolean };

/** Runs one command line (without the program's name) and answers its exit code. @throws only what is a bug */
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
  const run: Run = async (command, how) => {
    // Help, a word that is misspelt and `check` need nothing of what opens a desk.
    const { runCommand } = await import('./runCommand.ts');
    end(await runCommand(command, globals(), terminal, how));
  };

  addHostCommands(program, globals, terminal, end);
  addListCommands(program, run, globals, terminal, end);
  addFileCommands(program, run);
  addAccountCommands(program, run);
  addRegistryCommands(program, run);
  addGateCommands(program, run);
  addProofCommands(program, run, { wantsJson: () => globals().json === true, terminal, end });
  addHubCommands(program, run, globals, terminal, end);
  addCareCommands(program, run);
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
    .description('simulate the vendors on this machine')
    .option('--port <n>', 'the port (default: any free one)', toPort, 0)
    .option('--faults <plan>', 'what goes wrong: JSON, or a file that holds it')
    .action(async (flags: Omit<SandboxFlags, 'json'>) => {
      const { runSandbox } = await import('./hostCommands.ts');
      end(await runSandbox({ ...flags, json: globals().json }, terminal));
    });
}

function addListCommands(
  program: Command,
  run: Run,
  globals: () => Globals,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const load = () => import('./listCommands.ts');
  const withStatement = (command: Command): Command => withFields(command.addOption(regionOption()));

  withStatement(program.command('add').description('block numbers').argument('<number...>'))
    .option('--confirm-invalid', 'block numbers that are possible but not valid too')
    .addOption(duplicateOption())
    .action(async (numbers: string[], options: StatementOptions, command: Command) => {
      checkReference(options, command);
      await run(async (context) => (await load()).add(context, numbers, options));
    });
  addChangeCommands(program, run, withStatement);
  withFilter(program.command('list').description('the entries, in order of number'), '')
    .option('--limit <n>', 'so many at most', parseCount, 100)
    .option('--after <cursor>', 'go on after this number', toCursor)
    .action((options: FilterOptions & { limit: number; after?: string }) =>
      run(async (context) => (await load()).list(context, options)),
    );
  program
    .command('check')
    .description(
      'may these numbers be called? exit 0: all of them, 3: at least one is blocked, 4: in doubt (a text that can be read as several numbers or as none in use, or a registry that cannot tell)',
    )
    .argument('<number...>')
    .addOption(regionOption())
    .option('--target <target>', 'by this account or account/agent only')
    .addOption(atOption())
    .option('--no-registries', 'ask the list alone, as where the person agreed to be called')
    .action(async (numbers: string[], options: CheckOptions) => {
      const { check, checkWithoutDesk } = await import('./checkCommand.ts');
      const { data, json } = globals();
      const code = checkWithoutDesk({ data, terminal, json: json === true }, numbers, options);
      if (code === undefined) await run((context) => check(context, numbers, options));
      else end(code);
    });
  program
    .command('history')
    .description('everything that happened to a number')
    .argument('<number>')
    .addOption(regionOption())
    .action((number: string, options: { region?: string }) =>
      run(async (context) => (await load()).history(context, number, options)),
    );
}

function addCareCommands(program: Command, run: Run): void {
  const load = () => import('./careCommands.ts');
  program
    .command('status')
    .description('how the list and the accounts stand')
    .action(() => run(async (context) => (await load()).status(context)));
  program
    .command('settings')
    .description('how the desk is set, and with an option: set it')
    .option('--zone <zone>', 'the time zone of its days and of times without one, such as America/New_York')
    .addOption(regionOption())
    .option('--author <name>', 'who is at the desk')
    .option('--company <name>', 'whose list it is, as proofs and certificates name it')
    .action((options: SettingsOptions) => run(async (context) => (await load()).settings(context, options)));
  program
    .command('screen-lock')
    .description('whether the page asks for a PIN; off: takes a PIN away that was forgotten')
    .argument('[off]', 'off')
    .action((word: string | undefined, _options: unknown, command: Command) => {
      if (word !== undefined && word !== 'off') command.error('error: Say off, or nothing.');
      return run(async (context) => (await load()).screenLock(context, word === 'off'));
    });
  program
    .command('policy')
    .description('the written do-not-call policy; exit 4: it wants to be confirmed')
    .option('--text-file <file>', 'save this text as a new version')
    .option('--confirm', 'confirm the newest version, as the person at the desk')
    .option('--save <file>', 'write it with who confirmed it: a PDF if the name ends so, else text')
    .addOption(forceOption())
    .action((options: PolicyOptions) =>
      run(async (context) => (await import('./policyCommand.ts')).policy(context, options)),
    );
  program
    .command('verify')
    .description('is the history whole, and does it lead to the list as it is?')
    .action(() => run(async (context) => (await load()).verify(context)));
  program
    .command('go-on')
    .description('go on without what is missing at the end of the database, once the desk has said that something is')
    .action(() => run(async (context) => (await load()).goOn(context)));
  program
    .command('backup')
    .description('a verified copy of the list')
    .argument('[file]', 'default: in the data directory')
    .action((file: string | undefined) => run(async (context) => (await load()).backup(context, file)));
  program
    .command('restore')
    .description(
      'put a backup in the place of the list; what was blocked since stays blocked, and the list as it is now is kept beside it',
    )
    .argument('<file>')
    .option('--dry-run', 'only name what is blocked now and not in the backup')
    .option('--release <number...>', 'of these, the numbers that are not to stay blocked, such as +12125550101')
    .option('--release-all', 'let none of them stay blocked')
    .option('--passphrase-stdin', 'read the passphrase of a sealed backup from standard input')
    .action((file: string, options: RestoreOptions) =>
      run(async (context) => (await import('./restoreCommand.ts')).restore(context, file, options), { restores: true }),
    );
  program
    .command('backups')
    .description('the backups that there are, and whether each is whole')
    .option('--folder <dir>', 'copies of the daily ones and of those made by hand go to this folder too')
    .option('--no-folder', 'they go to no other folder any more')
    .option('--seal', 'copies there are sealed with a passphrase, which is read from standard input')
    .option('--no-seal', 'they are not sealed any more')
    .action((options: BackupsOptions) =>
      run(async (context) => (await import('./restoreCommand.ts')).listBackups(context, options), { restores: true }),
    );
}
