/** Turns the failure of a call into what the command line prints and returns. */
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { CommandFailure } from './commandFailure.ts';
import type { ExitCode } from './terminal.ts';
import { errorsWords as say } from '../../../shared/words/cli/errors.ts';

export type Failure = { readonly code: ExitCode; readonly sentence: string };

const codeOf: Readonly<Record<string, ExitCode>> = { BAD_INPUT: 2, NOT_FOUND: 2, NEEDS_PERSON: 4, FAILED: 1 };
const unexpected = say.thisFailedUnexpectedly;
const refusedInput = z.object({
  issues: z
    .array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() }))
    .min(1),
});
/**
 * The contract's own messages are sentences; a message of zod about a length or a kind ("Too big: …") does not say what
 * is too big.
 */
const zodWords = /^(Too |Invalid )/;

/** `lost`: the desk that was asked ended while it was answering. */
export function toFailure(error: unknown, lost: boolean): Failure {
  if (error instanceof CommandFailure) return { code: error.code, sentence: error.message };
  if (error instanceof ORPCError) {
    const code = codeOf[error.code];
    if (code !== undefined) return { code, sentence: error.message };
    const refused = refusedInput.safeParse(error.data);
    if (error.code === 'BAD_REQUEST' && refused.success)
      return {
        code: 2,
        sentence: toSentence(refused.data.issues[0]?.message ?? error.message, refused.data.issues[0]?.path),
      };
    return { code: 1, sentence: unexpected };
  }
  if (lost) return { code: 1, sentence: say.dncDeskWasClosed };
  return { code: 1, sentence: unexpected };
}

/** Adds the name of the field to "Too big: expected string to have <=2000 characters". */
function toSentence(message: string, path: readonly (string | number)[] = []): string {
  const name = path.findLast((step) => typeof step === 'string');
  if (!zodWords.test(message) || name === undefined) return message;
  const most = /<=(\d+)( characters| items)?/.exec(message);
  const least = message.startsWith('Too small');
  const option = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (most !== null) return say.theIsTooLargeAt(option, Number(most[1]), most[2] ?? '');
  return least ? say.theIsMissing(option) : say.theCannotBeUsed(option, message);
}
