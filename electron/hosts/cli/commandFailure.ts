/** How a command ends with a sentence and a code of its own. */
import type { ExitCode } from './terminal.ts';

/** A command throws it to end with a sentence of its own. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly code: ExitCode;

  constructor(code: ExitCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
