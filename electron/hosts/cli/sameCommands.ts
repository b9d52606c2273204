/** Questions whether an agent, or an account, is another one under a new id: listed, and answered one by one. */
import type { SameQuestionRow } from '../../../shared/contract/sync.ts';
import { CommandFailure } from './commandFailure.ts';
import type { QuestionName } from './parameters.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { sameCommandsWords as say } from '../../../shared/words/cli/accounts.ts';

/** `accounts questions`: the open ones, one per line. */
export async function listQuestions(context: CommandContext): Promise<ExitCode> {
  const rows = await context.client.accounts.sameQuestions();
  print(context, rows, rows.map(toLine), say.nothingIsAskedAbout);
  return 0;
}

/** A question as a line: how it is named in an answer, what it is about, and what holds meanwhile. */
function toLine({ id, version, targetName, sentence, meanwhile }: SameQuestionRow): string {
  return `${id}@${version} ${targetName}: ${sentence} ${meanwhile}`;
}

/**
 * `accounts same`: answers a question, or with `--dry-run` says what the answer would do. Without a version it is the question
 * as it was asked first.
 * @throws CommandFailure (2) for an id that no open question has, (4) where the question has changed since
 */
export async function answerQuestion(
  context: CommandContext,
  { id, version = 1 }: QuestionName,
  answer: 'yes' | 'no',
  { dryRun }: { readonly dryRun?: boolean },
): Promise<ExitCode> {
  const { client } = context;
  const row = (await client.accounts.sameQuestions()).find((one) => one.id === id);
  if (row === undefined) throw new CommandFailure(2, say.thereIsNoOpenQuestion(id));
  if (row.version !== version) throw new CommandFailure(4, say.questionHasChanged(id, toLine(row)));
  const choice = answer === 'yes' ? 'same' : 'another';
  if (dryRun === true) {
    print(context, row, [toLine(row), ...row.effects[choice].map((effect) => `  ${effect}`), say.nothingWasChanged]);
    return 0;
  }
  const done = await client.accounts.answerSame({ id, version, answer: choice });
  for (const warning of done.warnings) context.terminal.err(warning);
  print(context, done, row.effects[choice]);
  return 0;
}

/** Says on stderr which questions wait, of one account or of all; 4 where there is one, else `code`. */
export async function tellQuestions(
  { client, terminal }: CommandContext,
  code: ExitCode,
  account?: number,
): Promise<ExitCode> {
  const all = await client.accounts.sameQuestions();
  const rows = all.filter((row) => account === undefined || row.account === account);
  for (const row of rows) terminal.err(say.answerWithDncDesk(row.sentence, row.id, row.version));
  return rows.length > 0 && code === 0 ? 4 : code;
}
