/** `proof` and `verify-proof`, as commander reads them. What they do is in proofCommands.ts, loaded when asked for. */
import type { Command } from 'commander';
import { forceOption, regionOption } from './parameters.ts';
import type { ProofOptions } from './proofCommands.ts';
import type { Run } from './runCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';

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
    .description('what the desk can show about a number, or about a period with --from and --to; --json: as data')
    .argument('[number]')
    .addOption(regionOption())
    .option('--from <when>', 'from a day or a time on')
    .option('--to <when>', 'to the end of a day, or a time')
    .option('--pdf <file>', 'write it as a paper, with the data attached')
    .option('--data-file <file>', 'write it as data (JSON)')
    .option('--whole-rows', 'quote rows of the history whole that hold the numbers of other people too')
    .addOption(forceOption())
    .action((number: string | undefined, options: ProofOptions) =>
      run(async (context) => (await load()).proof(context, number, options)),
    );
  program
    .command('verify-proof')
    .description('does a proof or a certificate (JSON or PDF) hold? exit 0: yes, 1: no. It needs no desk')
    .argument('<file>')
    .action(async (file: string) => end(await (await load()).verifyProofFile(file, wantsJson(), terminal)));
}
