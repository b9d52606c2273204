/**
 * Opens a file of rows for a command. Where it has several sheets or files, the command has to say which: it would not
 * be noticed that the wrong one was read.
 */
import { resolve } from 'node:path';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { askForPart } from '../../../shared/domain/columns/fileParts.ts';
import { CommandFailure } from './commandFailure.ts';
import type { CommandContext } from './runCommand.ts';
import { openFileWords as say } from '../../../shared/words/cli/errors.ts';

/**
 * Opens a file for an import or a change by file, and answers what was found in it.
 * @throws CommandFailure (2) where several sheets or parts hold rows and none was chosen
 */
export async function openFile(
  { client }: CommandContext,
  file: string,
  { region, sheet = [] }: { readonly region?: string; readonly sheet?: readonly string[] },
): Promise<IntakeFound> {
  const found = await client.intake.open({ from: { kind: 'path', path: resolve(file) }, region, parts: [...sheet] });
  const question = askForPart(found.name, found.levels, sheet, say.chooseOneWithSheet);
  if (question === undefined) return found;
  await client.intake.discard({ intake: found.intake }).catch(() => {});
  throw new CommandFailure(2, question);
}
