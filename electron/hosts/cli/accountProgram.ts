/**
 * The commands that deal with vendors (`accounts`, `sync`, `scan-file` and `conflicts`), as commander reads them: names,
 * options and help. What they do is in accountCommands.ts and conflictCommands.ts, loaded when asked for.
 */
import { Argument, type Command, Option } from 'commander';
import type { AddAccountOptions, ScanFileOptions } from './accountCommands.ts';
import type { ListOptions, ResolveOptions } from './conflictCommands.ts';
import {
  kindOption,
  type QuestionName,
  regionOption,
  toAddress,
  toDecision,
  toMinutes,
  toQuestionName,
  withFields,
} from './parameters.ts';
import { checkReference } from './detailOptions.ts';
import type { Run } from './runCommand.ts';

/** Adds `accounts`, `sync`, `scan-file` and `conflicts` to the program. `run` opens the desk and runs what it is given. */
export function addAccountCommands(program: Command, run: Run): void {
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
    .option('--no-put-back', 'put nothing back there while the question why it is gone is open')
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
    .command('answer')
    .description('answer a reading of its list that stopped because too much was missing; all stays blocked either way')
    .argument('<account>')
    .addArgument(
      new Argument('<answer>', 'gone: they were removed there, decide each; keep: look again').choices([
        'gone',
        'keep',
      ]),
    )
    .action((account: string, answer: 'gone' | 'keep') =>
      run(async (context) => (await load()).answerScan(context, account, answer)),
    );
  addSameCommands(accounts, run);
  accounts
    .command('confirm')
    .description('say that the address of an account that came with a restored backup is right')
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).confirmAddress(context, account)));
  accounts
    .command('token')
    .description(
      'give this desk the token of an account, which is read from standard input; with it, it can tell the vendor too',
    )
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).giveToken(context, account)));
  accounts
    .command('remove')
    .description('forget the account here; nothing is removed at the vendor')
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).removeAccount(context, account)));
  program
    .command('sync')
    .description('bring one account, or all, in step')
    .argument('[account]')
    .option('--dry-run', 'only say what would be sent')
    .action((account: string | undefined, { dryRun }: { dryRun?: boolean }) =>
      run(async (context) =>
        dryRun === true ? (await load()).previewSync(context, account) : (await load()).sync(context, account),
      ),
    );
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
  addConflictCommands(program, run);
}

/** The open questions about records, and the decisions. */
function addConflictCommands(program: Command, run: Run): void {
  const loadConflicts = () => import('./conflictCommands.ts');
  const conflicts = program.command('conflicts').description('where the two sides disagree');
  conflicts
    .command('list', { isDefault: true })
    .description('the open conflicts')
    .option('--account <account>', 'those of this account')
    .addOption(kindOption())
    .action((options: ListOptions) => run(async (context) => (await loadConflicts()).listConflicts(context, options)));
  const resolve = conflicts
    .command('resolve')
    .description('decide conflicts, as one batch: ids, --account, --kind or --all, then keep-ours, take-theirs or edit')
    .argument('<decision...>', 'the ids (as listed: ID@VERSION), and then keep-ours, take-theirs or edit', toDecision)
    .option('--account <account>', 'all of this account')
    .addOption(kindOption())
    .option('--all', 'all that are open')
    .option('--dry-run', 'only say what the choice would do');
  withFields(resolve)
    .addHelpText(
      'after',
      '\nWhat edit changes: --reason to --scope, as with `dnc-desk edit` (--expires never: for good).',
    )
    .action((words: readonly string[], options: ResolveOptions, command: Command) => {
      checkReference(options, command);
      return run(async (context) => (await loadConflicts()).resolveConflicts(context, words, options));
    });
}

/** The questions whether an agent, or an account, is another one under a new id. */
function addSameCommands(accounts: Command, run: Run): void {
  const loadSame = () => import('./sameCommands.ts');
  accounts
    .command('questions')
    .description(
      'agents of which nobody knows whether they were made again: they are blocked as before until you answer',
    )
    .action(() => run(async (context) => (await loadSame()).listQuestions(context)));
  accounts
    .command('same')
    .description('answer such a question')
    .argument('<question>', 'its id, as listed: ID@VERSION', toQuestionName)
    .addArgument(
      new Argument('<answer>', 'yes: it is the same, and keeps the blocks; no: it is another one').choices([
        'yes',
        'no',
      ]),
    )
    .option('--dry-run', 'only say what the answer would do')
    .action((question: QuestionName, answer: 'yes' | 'no', options: { readonly dryRun?: boolean }) =>
      run(async (context) => (await loadSame()).answerQuestion(context, question, answer, options)),
    );
}
