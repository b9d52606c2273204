/** The command and options of `registries`, for commander. */
import { type Command, Option } from 'commander';
import type { LoadOptions, SubscriptionOptions } from './registryCommands.ts';
import type { Run } from './runCommand.ts';
import { registryProgramWords as say } from '../../../shared/words/cli/help/files.ts';

/** Adds `registries` to the program. */
export function addRegistryCommands(program: Command, run: Run): void {
  const load = () => import('./registryCommands.ts');
  const registries = program.command('registries').description(say.nationalAndState);
  registries
    .command('list', { isDefault: true })
    .description(say.whatIsLoadedAndHow)
    .action(() => run(async (context) => (await load()).listRegistries(context)));
  registries
    .command('load')
    .description(say.loadARegulatorsFile)
    .argument('<file>')
    .option('--list <list>', say.usCaGbTpsGb)
    .option('--date <day>', say.theDayOfTheVersion)
    .option('--map <pairs>', say.whatTheColumnsMean)
    .option('--add-value <value...>', say.valuesOfTheAction)
    .option('--remove-value <value...>', say.valuesOfTheActionColumn)
    .addOption(new Option('--says <what>', say.whetherItChanges).choices(['changes', 'answers']))
    .option('--sure', say.alsoWhereThereAre)
    .option('--dry-run', say.onlySayWhatItHolds)
    .action((file: string, options: LoadOptions) =>
      run(async (context) => (await load()).loadRegistry(context, file, options), { begins: true }),
    );
  registries
    .command('remove')
    .description(say.unloadAnAreaCode)
    .argument('<area>')
    .action((area: string) => run(async (context) => (await load()).removeRegistry(context, area)));
  registries
    .command('log')
    .description(say.whatWasLoadedAnd)
    .action(() => run(async (context) => (await load()).listLoads(context)));
  registries
    .command('subscription')
    .description(say.keepASubscription)
    .argument('<number>')
    .option('--list <list>', say.ofWhichList, 'us')
    .option('--holder <name>', say.toWhomItWasGiven, '')
    .option('--expires <day>', say.itsLastDay)
    .option('--area-codes <codes>', say.forWhichAreaCodes)
    .option('--forget', say.removeItInstead)
    .action((number: string, options: SubscriptionOptions) =>
      run(async (context) => (await load()).keepSubscription(context, number, options), { begins: true }),
    );
}
