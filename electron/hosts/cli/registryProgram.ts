/** The command and options of `registries`, for commander. */
import type { Command } from 'commander';
import type { LoadOptions, SubscriptionOptions } from './registryCommands.ts';
import type { Run } from './runCommand.ts';

/** Adds `registries` to the program. */
export function addRegistryCommands(program: Command, run: Run): void {
  const load = () => import('./registryCommands.ts');
  const registries = program
    .command('registries')
    .description(
      'national and state lists, as reference data beside the list: they are asked, and never sent anywhere',
    );
  registries
    .command('list', { isDefault: true })
    .description('what is loaded, and how old it is')
    .action(() => run(async (context) => (await load()).listRegistries(context)));
  registries
    .command('load')
    .description(
      "load a regulator's file (flat, XML, .zip, .gz); it replaces the area codes that it holds, and no others",
    )
    .argument('<file>')
    .option('--list <list>', 'us, ca, gb-tps, gb-ctps, au, or a state such as us-tx (default: by the area codes)')
    .option('--date <day>', 'the day of the version (default: in the name of the file, then the date of the file)')
    .option('--map <pairs>', 'what the columns mean: areaCode=1,number=2,action=3,country=4,date=5 (places or names)')
    .option('--add-value <value...>', 'values of the action column that mean listed')
    .option('--remove-value <value...>', 'values of the action column that mean not listed')
    .option('--sure', 'also where there are doubts: far fewer numbers than before, or an older version')
    .option('--dry-run', 'only say what it holds')
    .action((file: string, options: LoadOptions) =>
      run(async (context) => (await load()).loadRegistry(context, file, options)),
    );
  registries
    .command('remove')
    .description('unload an area code (212, us/212) or a whole list (us, gb-tps); its numbers are not covered any more')
    .argument('<area>')
    .action((area: string) => run(async (context) => (await load()).removeRegistry(context, area)));
  registries
    .command('log')
    .description('what was loaded and unloaded, when, by whom, and the hash of each file')
    .action(() => run(async (context) => (await load()).listLoads(context)));
  registries
    .command('subscription')
    .description('keep a subscription, such as a SAN')
    .argument('<number>')
    .option('--list <list>', 'of which list', 'us')
    .option('--holder <name>', 'to whom it was given', '')
    .option('--expires <day>', 'its last day')
    .option('--area-codes <codes>', 'for which area codes (default: all)')
    .option('--forget', 'remove it instead')
    .action((number: string, options: SubscriptionOptions) =>
      run(async (context) => (await load()).keepSubscription(context, number, options)),
    );
}
