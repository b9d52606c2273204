/** `proof` and `verify-proof`, as commander reads them. What they do is in proofCommands.ts, loaded when asked for. */
import type { Command } from 'commander';
import { forceOption, regionOption } from './parameters.ts';
import type { ProofOptions } from './proofCommands.ts';
import type { Run } from './runCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { proofProgramWords as say } from '../../../shared/words/cli/help/files.ts';

/** What a command needs that opens no desk. */
export type Deskless = {
  readonly wantsJson: () => boolean;
  readonly terminal: Terminal;
  readonly end: (code: ExitCode) => void;
};

/** Adds `proof` and `verify-proof` to the program. */
export function addProofCommands(program: Command, run: Run, { wantsJson, terminal, end }: Deskless): void {
  const load = () => import('./proofCommands.ts');
  program
    .command('proof')
    .description(say.whatTheDeskCanShow)
    .argument('[number]')
    .addOption(regionOption())
    .option('--from <when>', say.fromADayOrA)
    .option('--to <when>', say.toTheEndOfA)
    .option('--pdf <file>', say.writeItAsAPaper)
    .option('--data-file <file>', say.writeItAsDataJson)
    .option('--whole-rows', say.quoteRowsOfTheHistory)
    .addOption(forceOption())
    .action((number: string | undefined, options: ProofOptions) =>
      run(async (context) => (await load()).proof(context, number, options)),
    );
  program
    .command('verify-proof')
    .description(say.doesAProofOrA)
    .argument('<file>')
    .action(async (file: string) => end(await (await load()).verifyProofFile(file, wantsJson(), terminal)));
}
