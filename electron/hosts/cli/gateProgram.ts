/** The commands of the gate, as commander reads them; what they do is in gateCommands.ts, loaded when asked for. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TokenScope } from '../../../shared/contract/gate.ts';
import type { AddTokenOptions, ChecksOptions, GateOptions } from './gateCommands.ts';
import { forceOption, parseCount, toHours, toPort } from './parameters.ts';
import type { Run } from './runCommand.ts';
import { gateProgramWords as say } from '../../../shared/words/cli/help/gate.ts';

/** What a token is for where nothing is said. */
const unasked: readonly TokenScope[] = ['check'];
const scopes: readonly TokenScope[] = ['check', 'add', 'read'];

/** `check,add`, and what was given before, as the option may come again. @throws InvalidArgumentError */
function toScopes(text: string, before: readonly TokenScope[]): readonly TokenScope[] {
  const asked = text.split(',').map((word) => word.trim());
  const known = scopes.filter((scope) => asked.includes(scope));
  if (known.length === new Set(asked).size) return before === unasked ? known : [...new Set([...before, ...known])];
  throw new InvalidArgumentError(say.giveCheckAddOrRead);
}

/** Adds `tokens`, `gate` and `checks` to the program. `run` opens the desk and runs what it is given. */
export function addGateCommands(program: Command, run: Run): void {
  const load = () => import('./gateCommands.ts');
  const tokens = program.command('tokens').description(say.tokensByWhichDialers);
  tokens
    .command('list', { isDefault: true })
    .description(say.allTokensWhatThey)
    .action(() => run(async (context) => (await load()).listTokens(context)));
  tokens
    .command('add')
    .description(say.makeATokenItIs)
    .argument('<name>')
    .addOption(new Option('--scope <what>', say.checkAskAboutNumbers).argParser(toScopes).default(unasked, 'check'))
    .option('--target <target>', say.forThisAccountOr)
    .option('--rate <n>', say.soManyRequestsASecond, parseCount)
    .option('--expires <when>', say.toTheEndOfA)
    .action((name: string, options: AddTokenOptions) =>
      run(async (context) => (await load()).addToken(context, name, options), { begins: true }),
    );
  tokens
    .command('revoke')
    .description(say.fromNowOnTheToken)
    .argument('<token>', say.itsNameItsFirstLetters)
    .action((token: string) => run(async (context) => (await load()).revokeToken(context, token)));
  tokens
    .command('confirm')
    .description(say.aTokenThatCame)
    .argument('<token>', say.itsNameItsFirstLetters)
    .action((token: string) => run(async (context) => (await load()).confirmToken(context, token)));
  addGate(program, run);
  addChecks(program, run);
  addAsked(program, run);
}

function addGate(program: Command, run: Run): void {
  program
    .command('gate')
    .description(say.howProgramsWithA)
    .option('--listen', say.listenForPrograms)
    .option('--no-listen', say.doNotListen)
    .option('--port <n>', say.thePort, toPort)
    .option('--address <address>', say.theAddressBeyond)
    .option('--certificate <file>', say.aCertificatePem)
    .option('--key <file>', say.itsKeyPem)
    .option('--loopback', say.forThisComputerAlone)
    .option('--fresh-hours <n>', say.answerNothingWhere, toHours)
    .option('--keep-months <n>', say.keepAnswersForSo, parseCount)
    .option('--plain-numbers', say.logNumbersAsThey)
    .option('--no-plain-numbers', say.logNumbersAsKeyed)
    .action((options: GateOptions) =>
      run(async (context) => (await import('./gateCommands.ts')).gate(context, options), { begins: true }),
    );
}

function addChecks(program: Command, run: Run): void {
  const load = () => import('./gateCommands.ts');
  const checks = program.command('checks').description(say.whatWasAnsweredTo);
  const withFilter = (command: Command): Command =>
    command
      .option('--number <number>', say.aboutThisNumber)
      .option('--token <name>', say.toThisToken)
      .option('--verdict <verdict>', say.blockedCallableOr)
      .option('--from <when>', say.fromADayOrA)
      .option('--to <when>', say.toTheEndOfADay);
  withFilter(checks.command('list', { isDefault: true }).description(say.theNewestAnswers))
    .option('--limit <n>', say.soMany, parseCount, 100)
    .action((options: ChecksOptions & { limit: number }) =>
      run(async (context) => (await load()).listChecks(context, options)),
    );
  withFilter(checks.command('export').description(say.theLogAsEvidence).argument('<file>', say.aFileOrForStandard))
    .addOption(new Option('--format <format>', say.elseByTheFilesName).choices(['csv', 'json']))
    .addOption(forceOption())
    .action((file: string, options: ChecksOptions & { format?: 'csv' | 'json'; force?: boolean }) =>
      run(async (context) => (await load()).exportChecks(context, file, options)),
    );
}

function addAsked(program: Command, run: Run): void {
  const load = () => import('./askedCommands.ts');
  const asked = program.command('asked').description(say.whatProgramsHanded);
  asked
    .command('list', { isDefault: true })
    .description(say.theOpenQuestions)
    .action(() => run(async (context) => (await load()).asked(context)));
  asked
    .command('answer')
    .description(say.aWordMeansStopOr)
    .argument('<id>', say.asListed, parseCount)
    .argument('<answer>', say.stopNothingANumber)
    .action((id: number, answer: string) => run(async (context) => (await load()).answerAsked(context, id, answer)));
  asked
    .command('take-back')
    .description(say.theQuestionIsOpenAgain)
    .argument('<id>', say.withWhichItWasAnswered, parseCount)
    .action((id: number) => run(async (context) => (await load()).takeBackAnswer(context, id)));
  const forms = program.command('call-forms').description(say.howResultsOfCalls);
  forms
    .command('list', { isDefault: true })
    .description(say.theFormsAndThose)
    .action(() => run(async (context) => (await load()).listCallForms(context)));
  forms
    .command('add')
    .description(say.aFormOverOneOf)
    .option('--like <platform>', say.asThisPlatformDocuments)
    .option('--file <file>', say.fromAFileJson)
    .action((options: { like?: string; file?: string }) =>
      run(async (context) => (await load()).addCallForm(context, options), { begins: true }),
    );
  forms
    .command('remove')
    .argument('<name>')
    .action((name: string) => run(async (context) => (await load()).removeCallForm(context, name)));
}
