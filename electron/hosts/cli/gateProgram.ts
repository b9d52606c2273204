/** The commands of the gate, as commander reads them; what they do is in gateCommands.ts, loaded when asked for. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TokenScope } from '../../../shared/contract/gate.ts';
import type { AddTokenOptions, ChecksOptions, GateOptions } from './gateCommands.ts';
import { forceOption, parseCount, toHours, toPort } from './parameters.ts';
import type { Run } from './runCommand.ts';

const scopes: readonly TokenScope[] = ['check', 'add', 'read'];

/** `check,add` @throws InvalidArgumentError */
function toScopes(text: string): readonly TokenScope[] {
  const asked = text.split(',').map((word) => word.trim());
  const known = scopes.filter((scope) => asked.includes(scope));
  if (known.length === new Set(asked).size) return known;
  throw new InvalidArgumentError('Give check, add or read, or several of them with commas.');
}

/** Adds `tokens`, `gate` and `checks` to the program. `run` opens the desk and runs what it is given. */
export function addGateCommands(program: Command, run: Run): void {
  const load = () => import('./gateCommands.ts');
  const tokens = program.command('tokens').description('tokens by which dialers and agents ask the desk');
  tokens
    .command('list', { isDefault: true })
    .description('all tokens: what they are for, and when each was used last')
    .action(() => run(async (context) => (await load()).listTokens(context)));
  tokens
    .command('add')
    .description('make a token; it is printed once and never again')
    .argument('<name>')
    .addOption(
      new Option(
        '--scope <what>',
        'check: ask about numbers; add: hand in requests; read: read the list. Several with commas',
      )
        .argParser(toScopes)
        .default(['check'], 'check'),
    )
    .option('--target <target>', 'for this account or account/agent alone')
    .option('--rate <n>', 'so many requests a second at most', parseCount)
    .option('--expires <when>', 'to the end of a day (2026-12-31), or until a time')
    .action((name: string, options: AddTokenOptions) =>
      run(async (context) => (await load()).addToken(context, name, options)),
    );
  tokens
    .command('revoke')
    .description('from now on the token opens nothing')
    .argument('<token>', 'its name, its first letters (dnc_ab12cd) or its id')
    .action((token: string) => run(async (context) => (await load()).revokeToken(context, token)));
  addGate(program, run);
  addChecks(program, run);
  addAsked(program, run);
}

function addGate(program: Command, run: Run): void {
  program
    .command('gate')
    .description('how programs with a token can ask, and with an option: set it')
    .option('--listen', 'listen for programs while the desk is open')
    .option('--no-listen', 'do not listen')
    .option('--port <n>', 'the port', toPort)
    .option('--address <address>', 'the address; beyond this computer it needs a certificate and its key')
    .option('--certificate <file>', 'a certificate (PEM)')
    .option('--key <file>', 'its key (PEM)')
    .option('--loopback', 'for this computer alone, without a certificate')
    .option(
      '--fresh-hours <n>',
      'answer nothing where an account was not in step for so many hours; 0: however old',
      toHours,
    )
    .option('--keep-months <n>', 'keep answers for so many months', parseCount)
    .option('--plain-numbers', 'log numbers as they are')
    .option('--no-plain-numbers', 'log numbers as keyed hashes')
    .action((options: GateOptions) =>
      run(async (context) => (await import('./gateCommands.ts')).gate(context, options)),
    );
}

function addChecks(program: Command, run: Run): void {
  const load = () => import('./gateCommands.ts');
  const checks = program.command('checks').description('what was answered to programs');
  const withFilter = (command: Command): Command =>
    command
      .option('--number <number>', 'about this number')
      .option('--token <name>', 'to this token')
      .option('--verdict <verdict>', 'blocked, callable or inDoubt')
      .option('--from <when>', 'from a day or a time on')
      .option('--to <when>', 'to the end of a day, or a time');
  withFilter(checks.command('list', { isDefault: true }).description('the newest answers, newest first'))
    .option('--limit <n>', 'so many', parseCount, 100)
    .action((options: ChecksOptions & { limit: number }) =>
      run(async (context) => (await load()).listChecks(context, options)),
    );
  withFilter(
    checks
      .command('export')
      .description('the log as evidence: CSV has a row for each answer, JSON the records with their chain')
      .argument('<file>', 'a file, or - for standard output'),
  )
    .addOption(new Option('--format <format>', 'else by the file’s name').choices(['csv', 'json']))
    .addOption(forceOption())
    .action((file: string, options: ChecksOptions & { format?: 'csv' | 'json'; force?: boolean }) =>
      run(async (context) => (await load()).exportChecks(context, file, options)),
    );
}

function addAsked(program: Command, run: Run): void {
  const load = () => import('./askedCommands.ts');
  const asked = program.command('asked').description('what programs handed in and nobody could be sure of');
  asked
    .command('list', { isDefault: true })
    .description('the open questions; exit 4: there are some')
    .action(() => run(async (context) => (await load()).asked(context)));
  asked
    .command('answer')
    .description('a word means stop or nothing; of a number: the number that was meant, or none')
    .argument('<id>', 'as listed', parseCount)
    .argument('<answer>', 'stop, nothing, a number, or none')
    .action((id: number, answer: string) => run(async (context) => (await load()).answerAsked(context, id, answer)));
  const forms = program.command('call-forms').description('how results of calls that platforms post are read');
  forms
    .command('list', { isDefault: true })
    .description('the forms, and those that platforms document')
    .action(() => run(async (context) => (await load()).listCallForms(context)));
  forms
    .command('add')
    .description('a form, over one of its name')
    .option('--like <platform>', 'as this platform documents it')
    .option('--file <file>', 'from a file (JSON)')
    .action((options: { like?: string; file?: string }) =>
      run(async (context) => (await load()).addCallForm(context, options)),
    );
  forms
    .command('remove')
    .argument('<name>')
    .action((name: string) => run(async (context) => (await load()).removeCallForm(context, name)));
}
