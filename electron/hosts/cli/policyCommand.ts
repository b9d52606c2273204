/** `policy`: the company's written do-not-call policy, shown, changed, confirmed and saved as a paper. */
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { CommandFailure } from './commandFailure.ts';
import { toTarget } from './fileCommands.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { policyCommandWords as say } from '../../../shared/words/cli/care.ts';

export type PolicyOptions = {
  readonly textFile?: string;
  readonly confirm?: boolean;
  readonly save?: string;
  readonly force?: boolean;
};

/**
 * `policy`: 0, or 4 where it wants to be confirmed. Without a policy it shows a text to begin with.
 * @throws CommandFailure (2) for a file that cannot be read or a place that is not taken
 */
export async function policy(context: CommandContext, options: PolicyOptions): Promise<ExitCode> {
  const { client, terminal } = context;
  const place = options.save === undefined ? undefined : toTarget(context, options.save, options.force);
  let state = await client.policy.state();
  if (options.textFile !== undefined)
    state = await client.policy.save({ text: await readText(options.textFile), basedOn: state.version });
  if (options.confirm === true) {
    if (state.version === null) throw new CommandFailure(2, say.noPolicyWasWritten);
    state = await client.policy.confirm({ version: state.version });
  }
  if (place !== undefined) {
    const part = extname(place).toLowerCase() === '.pdf' ? 'pdf' : 'text';
    await client.policy.export({ part, path: place, replace: options.force === true });
    print(context, state, [say.writtenTo(place)]);
  } else {
    print(context, state, (state.text ?? state.usual).split('\n'));
    if (state.text === null) terminal.err(say.thisIsATextTo);
  }
  terminal.err(state.sentence);
  return state.standing === 'confirmed' || state.standing === 'unsaved' ? 0 : 4;
}

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(resolve(file)));
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? say.thereIsNoSuchFile : say.itIsNoTextIn;
    throw new CommandFailure(2, say.cannotBeRead(file, why));
  }
}
