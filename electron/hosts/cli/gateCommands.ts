/** `tokens`, `gate` and `checks`: what dialers and agents may ask the desk, and what was answered, on the command line. */
import { extname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DeskClient } from '../../../shared/contract/contract.ts';
import type { LoggedAnswer, TokenRow, TokenScope } from '../../../shared/contract/gate.ts';
import type { GateSettings } from '../../../shared/contract/gateSettings.ts';
import { CommandFailure } from './commandFailure.ts';
import { loadTimes, type TimeWriter } from './deskTimes.ts';
import { saveChunks, toTarget } from './fileCommands.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { gateCommandsWords as say } from '../../../shared/words/cli/gate.ts';

export type AddTokenOptions = {
  readonly scope: readonly TokenScope[];
  readonly target?: string;
  readonly rate?: number;
  readonly expires?: string;
};

/** `tokens list`: those that work first. */
export async function listTokens(context: CommandContext): Promise<ExitCode> {
  const rows = await context.client.gate.tokens();
  const toTime = await loadTimes(context);
  print(
    context,
    rows,
    rows.map((row) => toLine(row, toTime)),
    say.thereIsNoToken,
  );
  return 0;
}

/** `tokens add`: the token is all of stdout, so that a script can keep it; what it is for stands on stderr. */
export async function addToken(context: CommandContext, name: string, options: AddTokenOptions): Promise<ExitCode> {
  const { scope: scopes, target, rate, expires } = options;
  const made = await context.client.gate.makeToken({
    name,
    scopes: [...scopes],
    target,
    rate,
    expires,
  });
  print(context, made, [made.token]);
  if (!context.json) context.terminal.err(say.theTokenIsNotShown(toLine(made.row, await loadTimes(context))));
  return 0;
}

/** `tokens revoke`. @throws CommandFailure (2) where no token, or more than one, is called so */
export async function revokeToken(context: CommandContext, asked: string): Promise<ExitCode> {
  const { id } = await findToken(context, asked);
  const row = await context.client.gate.revokeToken({ id });
  print(context, row, [say.opensNothingAnyMore(row.name, row.prefix)]);
  return 0;
}

/** `tokens confirm`: one that came with a restored backup. @throws as `revokeToken`; CommandFailure (2) for one that was revoked */
export async function confirmToken(context: CommandContext, asked: string): Promise<ExitCode> {
  const { id } = await findToken(context, asked);
  const row = await context.client.gate.confirmToken({ id });
  if (row.state === 'revoked') throw new CommandFailure(2, say.wasRevokedForGood(row.name));
  print(context, row, [say.opensTheGate(row.name, row.prefix)]);
  return 0;
}

/** By its name, its first letters, or its id. @throws CommandFailure (2) where no token, or more than one, is called so */
async function findToken(context: CommandContext, asked: string): Promise<TokenRow> {
  const rows = await context.client.gate.tokens();
  const known = rows.filter(({ id, name, prefix }) =>
    [String(id), name.toLowerCase(), prefix].includes(isPrefix(asked) ? asked : asked.toLowerCase()),
  );
  const open = known.filter(({ revokedAt }) => revokedAt === null);
  const [found, ...more] = open.length > 0 ? open : known.slice(0, 1);
  if (found === undefined) throw new CommandFailure(2, say.thereIsNoTokenTokens(asked));
  if (more.length > 0) throw new CommandFailure(2, say.fitsMoreThanOneToken(asked));
  return found;
}

const isPrefix = (text: string): boolean => text.startsWith('dnc_');

/** "3 dnc_ab12cd… Night dialer: check, add; for Yappr; works". */
function toLine(row: TokenRow, toTime: TimeWriter): string {
  const { id, prefix, name, scopes, target, rate, expiresAt, usedAt, state } = row;
  const said = [
    scopes.join(', '),
    target === null ? '' : say.for(target),
    rate === null ? '' : say.aSecond(rate),
    expiresAt === null ? '' : say.until(toTime.end(expiresAt)),
    usedAt === null ? say.neverUsed : say.lastUsed(toTime(usedAt)),
    say.states[state],
  ];
  return `${id} ${prefix}… ${name}: ${said.filter((part) => part !== '').join('; ')}`;
}

type GateState = Awaited<ReturnType<DeskClient['gate']['state']>>;

export type GateOptions = {
  readonly listen?: boolean;
  readonly port?: number;
  readonly address?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly loopback?: boolean;
  readonly freshHours?: number;
  readonly keepMonths?: number;
  readonly plainNumbers?: boolean;
};

/** `gate`: how it is set and whether it listens; with an option: set it. */
export async function gate(context: CommandContext, options: GateOptions): Promise<ExitCode> {
  const { client } = context;
  const { certificate, key, loopback, freshHours, ...plain } = options;
  const patch: Partial<GateSettings> = {
    ...plain,
    ...(freshHours === undefined ? {} : { freshHours: freshHours === 0 ? null : freshHours }),
    ...(certificate === undefined ? {} : { certificate: resolve(certificate) }),
    ...(key === undefined ? {} : { key: resolve(key) }),
    ...(loopback === true ? { address: '127.0.0.1', certificate: null, key: null } : {}),
  };
  const isChanged = Object.keys(patch).length > 0;
  if (isChanged) await client.gate.saveSettings(patch);
  const { settings, listening } = await (isChanged && !context.ownProcess
    ? awaitListening(client)
    : client.gate.state());
  const { address, port, keepMonths, plainNumbers } = settings;
  print(context, { settings, listening }, [
    settings.listen ? say.listensAtPortWhile(address, port) : say.doesNotListenThe,
    ...(context.ownProcess ? [] : [say.now(listening.sentence)]),
    settings.certificate === null ? say.withoutTlsThisComputer : say.withTheCertificate(settings.certificate),
    settings.freshHours === null ? say.answersHoweverOld : say.answersNothingWhere(settings.freshHours),
    say.keepsAnswersForWith(keepMonths, plainNumbers),
  ]);
  return 0;
}

const [listeningLooks, listeningLookMs] = [50, 100];

/** The gate as an open desk has set it: it begins and ends to listen a moment after its settings are saved. */
async function awaitListening(client: DeskClient): Promise<GateState> {
  let state = await client.gate.state();
  for (let look = 0; look < listeningLooks && !isAsSet(state); look += 1) {
    await wait(listeningLookMs);
    state = await client.gate.state();
  }
  return state;
}

const isAsSet = ({ settings, listening }: GateState): boolean =>
  settings.listen
    ? listening.state === 'failed' || listening.origin?.endsWith(`:${settings.port}`) === true
    : listening.state === 'off';

export type ChecksOptions = {
  readonly number?: string;
  readonly token?: string;
  readonly verdict?: string;
  readonly from?: string;
  readonly to?: string;
};

const toAsked = ({ number, token, verdict, from, to }: ChecksOptions) => ({
  number,
  by: token,
  verdict,
  since: from,
  until: to,
});

/** `checks list`: the newest answers, newest first. */
export async function listChecks(
  context: CommandContext,
  options: ChecksOptions & { readonly limit: number },
): Promise<ExitCode> {
  const page = await context.client.gate.answers({ ...toAsked(options), limit: options.limit });
  const toTime = await loadTimes(context);
  print(
    context,
    page,
    page.answers.map((answer) => toAnswerLine(answer, toTime(answer.at))),
    say.noAnswerIsKept,
  );
  return 0;
}

/** `checks export`: the log as evidence, in a file, or on stdout for `-`. */
export async function exportChecks(
  context: CommandContext,
  file: string,
  options: ChecksOptions & { readonly format?: 'csv' | 'json'; readonly force?: boolean },
): Promise<ExitCode> {
  const format = options.format ?? (extname(file).toLowerCase() === '.json' ? 'json' : 'csv');
  const path = file === '-' ? undefined : toTarget(context, file, options.force);
  const chunks = await context.client.gate.exportAnswers({ ...toAsked(options), format });
  if (path === undefined) {
    for await (const chunk of chunks) if (!(await context.terminal.write(chunk))) break;
    return 0;
  }
  await saveChunks(chunks, path);
  print(context, { path, format }, [say.writtenTo(path)]);
  return 0;
}

/** "12 2026-11-29 13:49:24 Night dialer check +12125550101: blocked (list: everywhere)". */
function toAnswerLine({ n, by, kind, number, verdict, rule }: LoggedAnswer, at: string): string {
  return `${n} ${at} ${by} ${kind}${number === null ? '' : ` ${number}`}: ${verdict}${rule === '' ? '' : ` (${rule})`}`;
}
