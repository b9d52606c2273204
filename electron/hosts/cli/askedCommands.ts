/** `asked` and `call-forms`: what programs handed in and a person has to make sure of, and how results of calls are read. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { callForm } from '../../../shared/contract/callForms.ts';
import { CommandFailure } from './commandFailure.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { askedCommandsWords as say } from '../../../shared/words/cli/gate.ts';

/** `asked`: 0 where nothing is, else 4 with the questions. */
export async function asked(context: CommandContext): Promise<ExitCode> {
  const questions = await context.client.callForms.asked();
  print(
    context,
    questions,
    questions.map(({ id, kind, sentence, meanwhile }) => `${id} ${sentence} ${meanwhile} ${say.howToAnswer(id, kind)}`),
    say.nothingIsAsked,
  );
  return questions.length === 0 ? 0 : 4;
}

/**
 * `asked answer`: what a word means (`stop`, `nothing`), or which number was meant (`none`: there is none).
 * @throws CommandFailure (2) for an answer that does not fit the question
 */
export async function answerAsked(context: CommandContext, id: number, answer: string): Promise<ExitCode> {
  const { callForms } = context.client;
  const question = (await callForms.asked()).find((each) => each.id === id);
  if (question === undefined) throw new CommandFailure(2, say.thereIsNoOpenQuestion(id));
  let told: { readonly sentence: string };
  if (question.kind === 'number')
    told = await callForms.answerNumber({ id, number: answer === 'none' ? null : answer });
  else if (answer === 'stop' || answer === 'nothing') told = await callForms.answerWord({ id, means: answer });
  else throw new CommandFailure(2, say.meansStopOrNothing(question.word));
  print(context, told, [told.sentence]);
  return 0;
}

/** `asked take-back`: the question is open again, and the list as before its answer. */
export async function takeBackAnswer(context: CommandContext, id: number): Promise<ExitCode> {
  const told = await context.client.callForms.takeBackAnswer({ id });
  print(context, told, [told.sentence]);
  return 0;
}

/** `call-forms`: the forms that there are, and those that platforms document. */
export async function listCallForms(context: CommandContext): Promise<ExitCode> {
  const { forms, unread, presets } = await context.client.callForms.list();
  print(context, { forms, unread, presets }, [
    ...forms.map(({ name, number, word, stop }) => say.inMeansStopFor(name, stop.join(', '), word, number)),
    ...unread.map((name) => say.formCannotBeRead(name)),
    ...presets.map(({ name, about, source }) => `call-forms add --like ${name}: ${about} ${source}`),
  ]);
  return 0;
}

/**
 * `call-forms add`: as a platform documents it, or from a file as `--json` prints one.
 * @throws CommandFailure (2) for a platform that is not known, and a file that is no form
 */
export async function addCallForm(
  context: CommandContext,
  { like, file }: { readonly like?: string; readonly file?: string },
): Promise<ExitCode> {
  const { callForms } = context.client;
  const { presets } = await callForms.list();
  const preset = presets.find(({ name }) => name.toLowerCase() === like?.toLowerCase());
  if ((like === undefined) === (file === undefined)) throw new CommandFailure(2, say.giveLikeOrFile);
  if (like !== undefined && preset === undefined)
    throw new CommandFailure(2, say.isNoneOf(like, presets.map(({ name }) => name).join(', ')));
  const form = callForm.safeParse(preset ?? (await readJson(file ?? '')));
  if (!form.success) {
    const [issue] = form.error.issues;
    throw new CommandFailure(2, say.isNoForm(file ?? '', issue?.path.join('.') ?? '', issue?.message ?? ''));
  }
  const saved = await callForms.save(form.data);
  print(context, saved, [say.postResultsToApi(encodeURIComponent(saved.name))]);
  return 0;
}

/** `call-forms remove`. @throws CommandFailure (2) for one that is not there */
export async function removeCallForm(context: CommandContext, name: string): Promise<ExitCode> {
  const { ok } = await context.client.callForms.remove({ name });
  if (!ok) throw new CommandFailure(2, say.thereIsNoForm(name));
  print(context, { ok }, [say.isRemoved(name)]);
  return 0;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(resolve(file), 'utf8'));
  } catch {
    throw new CommandFailure(2, say.cannotBeReadAsJson(file));
  }
}
