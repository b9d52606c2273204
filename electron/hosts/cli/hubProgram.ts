/** The commands of a shared list, as commander reads them; what they do is in hubCommands.ts and hubAdminCommands.ts. */
import { Argument, type Command, Option } from 'commander';
import type { HubRole } from '../../core/hub/hubPort.ts';
import type { AdminFlags } from './hubAdminCommands.ts';
import { toHours, toPort } from './parameters.ts';
import type { Run } from './runCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const postgresPort = 5432;

/** Adds `hub` to the program. `run` opens the desk and runs what it is given; an admin's commands open none. */
export function addHubCommands(
  program: Command,
  run: Run,
  globals: () => { readonly json?: boolean },
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const hub = program.command('hub').description('one list that several desks share through PostgreSQL (docs/hub.md)');
  addDeskCommands(hub, run);
  const load = () => import('./hubAdminCommands.ts');
  const asAdmin = (command: Command): Command =>
    command
      .requiredOption('--host <host>', 'the server, by the name that its certificate has')
      .option('--port <n>', 'its port', toPort, postgresPort)
      .requiredOption('--database <name>', 'the database')
      .requiredOption('--user <login>', 'a login that may make roles; its password is read from standard input')
      .option('--ca <file>', 'the certificate (PEM) of the authority that signs the server’s, where it is your own');
  const flagsOf = (flags: AdminFlags): AdminFlags => ({ ...flags, ...globals() });

  asAdmin(hub.command('init').description('make the shared list in a database (admin)')).action(
    async (flags: AdminFlags) => end(await (await load()).initHub(flagsOf(flags), terminal)),
  );
  asAdmin(
    hub
      .command('upgrade')
      .description('add what this version needs to a shared list (admin)')
      .option('--shut-out-older', 'desks of older versions share nothing more, and call no number callable'),
  ).action(async (flags: AdminFlags) => end(await (await load()).initHub(flagsOf(flags), terminal)));
  asAdmin(
    hub
      .command('invite')
      .description('print the line by which a desk joins (admin)')
      .argument('<name>', 'who it is for'),
  )
    .addOption(
      new Option('--role <role>', 'reader: looks; desk: adds and changes; lead: releases and narrows too')
        .choices(['reader', 'desk', 'lead'])
        .default('desk'),
    )
    .action(async (name: string, flags: AdminFlags & { role: Exclude<HubRole, 'admin'> }) =>
      end(await (await load()).inviteDesk(name, { ...flagsOf(flags), role: flags.role }, terminal)),
    );
  asAdmin(
    hub.command('revoke').description('shut a desk out (admin)').argument('<name>', 'its name, or its login'),
  ).action(async (name: string, flags: AdminFlags) =>
    end(await (await load()).revokeDesk(name, flagsOf(flags), terminal)),
  );
  asAdmin(hub.command('members').description('who may do what, and who was last there (admin)')).action(
    async (flags: AdminFlags) => end(await (await load()).listMembers(flagsOf(flags), terminal)),
  );
  asAdmin(hub.command('restored').description('say that the database was put back from an older copy (admin)')).action(
    async (flags: AdminFlags) => end(await (await load()).tellRestored(flagsOf(flags), terminal)),
  );
}

function addDeskCommands(hub: Command, run: Run): void {
  const load = () => import('./hubCommands.ts');
  hub
    .command('status', { isDefault: true })
    .description('whether this desk shares its list, and how it stands')
    .action(() => run(async (context) => (await load()).showHub(context)));
  hub
    .command('join')
    .description('join by the line of an invitation, which is read from standard input')
    .action(() => run(async (context) => (await load()).joinHub(context)));
  hub
    .command('sync')
    .description('exchange now what is new on both sides')
    .action(() => run(async (context) => (await load()).syncHub(context)));
  hub
    .command('accept')
    .description('the many releases that stopped a reading are meant: take them')
    .action(() => run(async (context) => (await load()).acceptReleases(context)));
  hub
    .command('leave')
    .description('share no list any more; what is here stays')
    .action(() => run(async (context) => (await load()).leaveHub(context)));
  hub
    .command('requests')
    .description('releases that a lead is asked for; exit 4: there are some')
    .action(() => run(async (context) => (await load()).listRequests(context)));
  hub
    .command('answer')
    .description('answer a request, as a lead')
    .argument('<id>', 'as hub requests lists it')
    .addArgument(new Argument('<answer>', 'release the number, or keep it blocked').choices(['release', 'keep']))
    .action((id: string, answer: 'release' | 'keep') =>
      run(async (context) => (await load()).answerRequest(context, id, answer)),
    );
  hub
    .command('lead')
    .alias('hold')
    .description(
      'tell the vendors from this desk, as soon as the one that does has stopped; their tokens have to be here',
    )
    .option('--prefer', 'from now on wherever possible, as for a desk that is always on')
    .option('--no-prefer', 'no more than any other desk')
    .action((options: { prefer?: boolean }) => run(async (context) => (await load()).leadAccounts(context, options)));
  hub
    .command('set')
    .description('how the shared list is used here')
    .requiredOption(
      '--open-hours <n>',
      'no number is callable where the shared list was not read for so many hours; 0: however long',
      toHours,
    )
    .action((options: { openHours: number }) => run(async (context) => (await load()).setHub(context, options)));
}
