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
import { accountProgramWords as say } from '../../../shared/words/cli/help/accounts.ts';

/** Adds `accounts`, `sync`, `scan-file` and `conflicts` to the program. `run` opens the desk and runs what it is given. */
export function addAccountCommands(program: Command, run: Run): void {
  const load = () => import('./accountCommands.ts');
  const accounts = program.command('accounts').description(say.theVendorAccounts);
  accounts
    .command('list', { isDefault: true })
    .description(say.allAccountsAndHow)
    .action(() => run(async (context) => (await load()).listAccounts(context)));
  accounts
    .command('add')
    .description(say.connectAnAccount)
    .argument('<vendor>')
    .requiredOption('--name <name>', say.whatToCallIt)
    .option('--url <url>', say.theBaseUrlWhereThe, toAddress)
    .option('--set <pair...>', say.settingsOfTheVendor)
    .addOption(new Option('--adopt <how>', say.whatToDoWithWhat).choices(['target', 'everywhere', 'ask']))
    .option('--no-put-back', say.putNothingBackThere)
    .option('--every <minutes>', say.syncSoOften0Only, toMinutes)
    .option('--token-stdin', say.readTheTokenFrom)
    .action((vendor: string, options: AddAccountOptions) =>
      run(async (context) => (await load()).addAccount(context, vendor, options), { begins: true }),
    );
  accounts
    .command('test')
    .description(say.askTheVendorWhether)
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).testAccount(context, account)));
  accounts
    .command('targets')
    .description(say.whereABlockCanHold)
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).listTargets(context, account)));
  accounts
    .command('answer')
    .description(say.answerAReadingOf)
    .argument('<account>')
    .addArgument(new Argument('<answer>', say.goneTheyWereRemoved).choices(['gone', 'keep']))
    .action((account: string, answer: 'gone' | 'keep') =>
      run(async (context) => (await load()).answerScan(context, account, answer)),
    );
  addSameCommands(accounts, run);
  accounts
    .command('confirm')
    .description(say.sayThatTheAddress)
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).confirmAddress(context, account)));
  accounts
    .command('token')
    .description(say.giveThisDeskTheToken)
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).giveToken(context, account)));
  accounts
    .command('remove')
    .description(say.forgetTheAccount)
    .argument('<account>')
    .action((account: string) => run(async (context) => (await load()).removeAccount(context, account)));
  program
    .command('sync')
    .description(say.bringOneAccountOr)
    .argument('[account]')
    .option('--dry-run', say.onlySayWhatWould)
    .action((account: string | undefined, { dryRun }: { dryRun?: boolean }) =>
      run(async (context) =>
        dryRun === true ? (await load()).previewSync(context, account) : (await load()).sync(context, account),
      ),
    );
  program
    .command('scan-file')
    .description(say.takeTheVendorsOwn)
    .argument('<account>')
    .argument('<file>')
    .addOption(regionOption())
    .option('--map <pairs>', say.whatTheColumnsMean)
    .action((account: string, file: string, options: ScanFileOptions) =>
      run(async (context) => (await load()).scanFile(context, account, file, options)),
    );
  addConflictCommands(program, run);
}

/** The open questions about records, and the decisions. */
function addConflictCommands(program: Command, run: Run): void {
  const loadConflicts = () => import('./conflictCommands.ts');
  const conflicts = program.command('conflicts').description(say.whereTheTwoSides);
  conflicts
    .command('list', { isDefault: true })
    .description(say.theOpenConflicts)
    .option('--account <account>', say.thoseOfThisAccount)
    .addOption(kindOption())
    .action((options: ListOptions) => run(async (context) => (await loadConflicts()).listConflicts(context, options)));
  const resolve = conflicts
    .command('resolve')
    .description(say.decideConflictsAs)
    .argument('<decision...>', say.theIdsAsListedId, toDecision)
    .option('--account <account>', say.allOfThisAccount)
    .addOption(kindOption())
    .option('--all', say.allThatAreOpen)
    .option('--dry-run', say.onlySayWhatTheChoice);
  withFields(resolve)
    .addHelpText('after', say.whatEditChangesReason)
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
    .description(say.agentsOfWhichNobody)
    .action(() => run(async (context) => (await loadSame()).listQuestions(context)));
  accounts
    .command('same')
    .description(say.answerSuchAQuestion)
    .argument('<question>', say.itsIdAsListedId, toQuestionName)
    .addArgument(new Argument('<answer>', say.yesItIsTheSame).choices(['yes', 'no']))
    .option('--dry-run', say.onlySayWhatTheAnswer)
    .action((question: QuestionName, answer: 'yes' | 'no', options: { readonly dryRun?: boolean }) =>
      run(async (context) => (await loadSame()).answerQuestion(context, question, answer, options)),
    );
}
