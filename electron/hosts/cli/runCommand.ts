/**
 * One command from start to end: opens the desk (its own or the owner's), runs, and turns every failure into a sentence
 * and a code.
 */
import type { DeskClient } from '../../../shared/contract/contract.ts';
import { openDeskSession, type SessionResult } from '../deskSession.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export type CommandContext = {
  readonly client: DeskClient;
  /** Whether the desk ends with this command: then what it keeps only for its run is lost. */
  readonly ownProcess: boolean;
  /** The real path of the data directory. */
  readonly dataDir: string;
  readonly terminal: Terminal;
  /** One JSON document on stdout instead of lines. */
  readonly json: boolean;
};

/** Runs a command of the program that is being parsed. */
export type Run = (command: Command, how?: RunOptions) => Promise<void>;

/** `restores`: the command needs no open list; `begins`: it may begin one. See openDeskSession. */
export type RunOptions = { readonly restores?: boolean; readonly begins?: boolean };

export type Command = (context: CommandContext) => Promise<ExitCode>;

/** Runs a command on the desk of `options.data`, and answers its exit code. Never throws: a failure is told on stderr. */
export async function runCommand(
  command: Command,
  options: { readonly data?: string; readonly json?: boolean },
  terminal: Terminal,
  how: RunOptions = {},
): Promise<ExitCode> {
  const opened = await openDeskSession(options.data, how);
  if (!opened.ok) return terminal.fail(toExitCode(opened.code), opened.message);
  const { client, ownProcess, dataDir, notices, lost, close } = opened.session;
  for (const notice of notices) terminal.err(notice);
  try {
    return await command({ client, ownProcess, dataDir, terminal, json: options.json === true });
  } catch (error) {
    // Most commands end well, and this takes a part of the contract with it.
    const { toFailure } = await import('./errors.ts');
    const { code, sentence } = toFailure(error, lost());
    return terminal.fail(code, sentence);
  } finally {
    await close();
  }
}

/** 4: a person has to see to it; and whoever asks whether to call is told nothing that could be taken for a yes. */
const toExitCode = (code: Extract<SessionResult, { ok: false }>['code']): ExitCode =>
  code === 'inUse' ? 5 : code === 'absent' ? 4 : 1;

/**
 * Prints the document where `--json` asks for it, the lines otherwise.
 * @param empty told on stderr where there is no line, so that what counts lines counts none
 */
export function print(
  { terminal, json }: Pick<CommandContext, 'terminal' | 'json'>,
  document: unknown,
  lines: readonly string[],
  empty?: string,
): void {
  if (json) terminal.out(JSON.stringify(document));
  else if (lines.length === 0 && empty !== undefined) terminal.err(empty);
  else for (const line of lines) terminal.out(line);
}
