/** The commands of a shared list, as commander reads them; what they do is in hubCommands.ts and hubAdminCommands.ts. */
import { Argument, type Command, Option } from 'commander';
import type { HubRole } from '../../core/hub/hubPort.ts';
import type { AdminFlags } from './hubAdminCommands.ts';
import { toHours, toPort } from './parameters.ts';
import type { Run } from './runCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { hubProgramWords as say } from '../../../shared/words/cli/help/gate.ts';

const postgresPort = 5432;

/** Adds `hub` to the program. `run` opens the desk and runs what it is given; an admin's commands open none. */
export function addHubCommands(
  program: Command,
  run: Run,
  globals: () => { readonly json?: boolean },
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const hub = program.command('hub').description(say.oneListThatSeveral);
  addDeskCommands(hub, run);
  const load = () => import('./hubAdminCommands.ts');
  const asAdmin = (command: Command): Command =>
    command
      .requiredOption('--host <host>', say.theServerByTheName)
      .option('--port <n>', say.itsPort, toPort, postgresPort)
      .requiredOption('--database <name>', say.theDatabase)
      .requiredOption('--user <login>', say.aLoginThatMayMake)
      .option('--ca <file>', say.theCertificatePem);
  const flagsOf = (flags: AdminFlags): AdminFlags => ({ ...flags, ...globals() });

  asAdmin(hub.command('init').description(say.makeTheSharedList)).action(async (flags: AdminFlags) =>
    end(await (await load()).initHub(flagsOf(flags), terminal)),
  );
  asAdmin(
    hub.command('upgrade').description(say.addWhatThisVersion).option('--shut-out-older', say.desksOfOlderVersions),
  ).action(async (flags: AdminFlags) => end(await (await load()).initHub(flagsOf(flags), terminal)));
  asAdmin(hub.command('invite').description(say.printTheLineByWhich).argument('<name>', say.whoItIsFor))
    .addOption(new Option('--role <role>', say.readerLooksDeskAdds).choices(['reader', 'desk', 'lead']).default('desk'))
    .action(async (name: string, flags: AdminFlags & { role: Exclude<HubRole, 'admin'> }) =>
      end(await (await load()).inviteDesk(name, { ...flagsOf(flags), role: flags.role }, terminal)),
    );
  asAdmin(hub.command('revoke').description(say.shutADeskOutAdmin).argument('<name>', say.itsNameOrItsLogin)).action(
    async (name: string, flags: AdminFlags) => end(await (await load()).revokeDesk(name, flagsOf(flags), terminal)),
  );
  asAdmin(hub.command('members').description(say.whoMayDoWhatAnd)).action(async (flags: AdminFlags) =>
    end(await (await load()).listMembers(flagsOf(flags), terminal)),
  );
  asAdmin(hub.command('restored').description(say.sayThatTheDatabase)).action(async (flags: AdminFlags) =>
    end(await (await load()).tellRestored(flagsOf(flags), terminal)),
  );
}

function addDeskCommands(hub: Command, run: Run): void {
  const load = () => import('./hubCommands.ts');
  hub
    .command('status', { isDefault: true })
    .description(say.whetherThisDeskShares)
    .action(() => run(async (context) => (await load()).showHub(context)));
  hub
    .command('join')
    .description(say.joinByTheLineOf)
    .action(() => run(async (context) => (await load()).joinHub(context), { begins: true }));
  hub
    .command('sync')
    .description(say.exchangeNowWhatIs)
    .action(() => run(async (context) => (await load()).syncHub(context)));
  hub
    .command('accept')
    .description(say.theManyReleasesThat)
    .action(() => run(async (context) => (await load()).acceptReleases(context)));
  hub
    .command('leave')
    .description(say.shareNoListAnyMore)
    .action(() => run(async (context) => (await load()).leaveHub(context)));
  hub
    .command('requests')
    .description(say.releasesThatALead)
    .action(() => run(async (context) => (await load()).listRequests(context)));
  hub
    .command('answer')
    .description(say.answerARequestAs)
    .argument('<id>', say.asHubRequestsLists)
    .addArgument(new Argument('<answer>', say.releaseTheNumber).choices(['release', 'keep']))
    .action((id: string, answer: 'release' | 'keep') =>
      run(async (context) => (await load()).answerRequest(context, id, answer)),
    );
  hub
    .command('lead')
    .alias('hold')
    .description(say.tellTheVendorsFrom)
    .option('--prefer', say.fromNowOnWherever)
    .option('--no-prefer', say.noMoreThanAnyOther)
    .action((options: { prefer?: boolean }) => run(async (context) => (await load()).leadAccounts(context, options)));
  hub
    .command('set')
    .description(say.howTheSharedList)
    .requiredOption('--open-hours <n>', say.noNumberIsCallable, toHours)
    .action((options: { openHours: number }) => run(async (context) => (await load()).setHub(context, options)));
}
