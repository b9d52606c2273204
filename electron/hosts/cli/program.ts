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
import { programWords as say } from '../../../shared/words/cli/help/program.ts';

type Globals = { readonly data?: string; readonly json?: boolean };

/** Runs one command line (without the program's name) and answers its exit code. @throws only what is a bug */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    const program = createProgram(args, terminal, (ended) => (code = ended));
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said it already; 0 is a request for help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function createProgram(args: readonly string[], terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command('dnc-desk')
    .description(say.theCompanysDoNot)
    .option('--data <dir>', say.theDataDirectory)
    .option('--json', say.printOneJsonDocument)
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

  // It is asked before every call, and does not wait for the words of all other commands.
  if (program.parseOptions([...args]).operands[0] === 'check') {
    addCheck(program, run, globals, terminal, end);
    return program;
  }
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
    .description(say.serveThePageOnThis)
    .option('--port <n>', say.thePortDefaultAny, toPort, 0)
    .option('--no-open', say.onlyPrintTheLink)
    .option('--demo', say.withSimulatedVendors)
    .action(async (flags: ServeFlags) => {
      const { runServe } = await import('./hostCommands.ts');
      end(await runServe(globals().data, flags, terminal));
    });
  program
    .command('sandbox')
    .description(say.simulateTheVendors)
    .option('--port <n>', say.thePortDefaultAny, toPort, 0)
    .option('--faults <plan>', say.whatGoesWrongJson)
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

  withStatement(program.command('add').description(say.blockNumbers).argument('<number...>'))
    .option('--confirm-invalid', say.blockNumbersThat)
    .addOption(duplicateOption())
    .action(async (numbers: string[], options: StatementOptions, command: Command) => {
      checkReference(options, command);
      await run(async (context) => (await load()).add(context, numbers, options), { begins: true });
    });
  addChangeCommands(program, run, withStatement);
  withFilter(program.command('list').description(say.theEntriesInOrder), '')
    .option('--limit <n>', say.soManyAtMost, parseCount, 100)
    .option('--after <cursor>', say.goOnAfterThisNumber, toCursor)
    .action((options: FilterOptions & { limit: number; after?: string }) =>
      run(async (context) => (await load()).list(context, options)),
    );
  addCheck(program, run, globals, terminal, end);
  program
    .command('history')
    .description(say.everythingThatHappened)
    .argument('<number>')
    .addOption(regionOption())
    .action((number: string, options: { region?: string }) =>
      run(async (context) => (await load()).history(context, number, options)),
    );
}

function addCheck(
  program: Command,
  run: Run,
  globals: () => Globals,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command('check')
    .description(say.mayTheseNumbersBe)
    .argument('<number...>')
    .addOption(regionOption())
    .option('--target <target>', say.byThisAccountOrAccount)
    .addOption(atOption())
    .option('--no-registries', say.askTheListAloneAs)
    .action(async (numbers: string[], options: CheckOptions) => {
      const { check, checkWithoutDesk } = await import('./checkCommand.ts');
      const { data, json } = globals();
      const code = checkWithoutDesk({ data, terminal, json: json === true }, numbers, options);
      if (code === undefined) await run((context) => check(context, numbers, options));
      else end(code);
    });
}

function addCareCommands(program: Command, run: Run): void {
  const load = () => import('./careCommands.ts');
  program
    .command('status')
    .description(say.howTheListAndThe)
    .action(() => run(async (context) => (await load()).status(context)));
  program
    .command('settings')
    .description(say.howTheDeskIsSet)
    .option('--zone <zone>', say.theTimeZoneOfIts)
    .addOption(regionOption())
    .option('--author <name>', say.whoIsAtTheDesk)
    .option('--company <name>', say.whoseListItIsAs)
    .action((options: SettingsOptions) =>
      run(async (context) => (await load()).settings(context, options), { begins: true }),
    );
  program
    .command('screen-lock')
    .description(say.whetherThePageAsks)
    .argument('[off]', say.off)
    .action((word: string | undefined, _options: unknown, command: Command) => {
      if (word !== undefined && word !== 'off') command.error(say.errorSayOffOrNothing);
      return run(async (context) => (await load()).screenLock(context, word === 'off'), { begins: true });
    });
  program
    .command('policy')
    .description(say.theWrittenDoNotCall)
    .option('--text-file <file>', say.saveThisTextAsA)
    .option('--confirm', say.confirmTheNewest)
    .option('--save <file>', say.writeItWithWhoConfirmed)
    .addOption(forceOption())
    .action((options: PolicyOptions) =>
      run(async (context) => (await import('./policyCommand.ts')).policy(context, options), { begins: true }),
    );
  program
    .command('verify')
    .description(say.isTheHistoryWhole)
    .action(() => run(async (context) => (await load()).verify(context)));
  program
    .command('go-on')
    .description(say.goOnWithoutWhatIs)
    .action(() => run(async (context) => (await load()).goOn(context)));
  program
    .command('clock-is-right')
    .description(say.thisComputersClockIs)
    .action(() => run(async (context) => (await load()).clockIsRight(context)));
  program
    .command('backup')
    .description(say.aVerifiedCopyOfThe)
    .argument('[file]', say.defaultInTheData)
    .action((file: string | undefined) => run(async (context) => (await load()).backup(context, file)));
  program
    .command('restore')
    .description(say.putABackupInThe)
    .argument('<file>')
    .option('--dry-run', say.onlyNameWhatIsBlocked)
    .option('--release <number...>', say.ofTheseTheNumbers)
    .option('--release-all', say.letNoneOfThemStay)
    .option('--passphrase-stdin', say.readThePassphrase)
    .action((file: string, options: RestoreOptions) =>
      run(async (context) => (await import('./restoreCommand.ts')).restore(context, file, options), {
        restores: true,
        begins: true,
      }),
    );
  program
    .command('backups')
    .description(say.theBackupsThatThere)
    .option('--folder <dir>', say.copiesOfTheDaily)
    .option('--no-folder', say.theyGoToNoOther)
    .option('--seal', say.copiesThereAreSealed)
    .option('--no-seal', say.theyAreNotSealed)
    .action((options: BackupsOptions) =>
      run(async (context) => (await import('./restoreCommand.ts')).listBackups(context, options), { restores: true }),
    );
}
