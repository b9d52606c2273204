/**
 * Connections to the hub's PostgreSQL. The server has to prove who it is by its certificate, unless it is this computer. Fields are
 * given one by one and never as a connection string: a `sslmode` in one would switch that off.
 */
import type { EventEmitter } from 'node:events';
import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import pg from 'pg';
import { HubProblem, type HubPlace } from '../hubPort.ts';
import { findTlsProblem } from './certificate.ts';
import { connectWords as say } from '../../../../shared/words/core/hub.ts';

/** What a connection offers: one statement at a time. */
export type PgConnection = Pick<pg.Client, 'query' | 'escapeIdentifier' | 'escapeLiteral'> & {
  /** Ends it, after two seconds also without the server's leave. */
  readonly end: () => Promise<void>;
  /** Breaks it off at once. */
  readonly destroy: () => void;
  /** Whether it is known that nothing can be asked over it any more. */
  readonly isBroken: () => boolean;
};

/**
 * How long a connection, an answer, and the answer to a first look (`HubSession.head`) may take, and for how long the server waits for
 * this desk in the middle of a push, in milliseconds.
 */
export type PgLimits = {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly lookMs: number;
  readonly pauseMs: number;
};

/** `pauseMs`: the largest push, some 2.5 MB in one statement, still gets there at a megabit a second. */
export const usualLimits: PgLimits = { connectMs: 10_000, answerMs: 120_000, lookMs: 15_000, pauseMs: 20_000 };

/** How long the server may take to end a connection, in milliseconds. */
const leaveMs = 2000;

/** A bigint of ours is a phone number, a count or milliseconds: exact as a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (...[oid, format]) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

/** Whether the host is this computer: a loopback address, its usual name, or the folder of a Unix socket. */
function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host) || host.startsWith('/');
}

/** Connects as a login. @throws HubProblem */
export async function connectPg(
  place: HubPlace,
  password: string,
  { connectMs, answerMs }: PgLimits = usualLimits,
): Promise<PgConnection> {
  const { host, port, database, login, ca } = place;
  const ssl = isThisComputer(host) ? false : { rejectUnauthorized: true, ...(ca === null ? {} : { ca }) };
  const socket = new Socket();
  const client = new pg.Client({
    stream: () => socket,
    host,
    port,
    database,
    user: login,
    password,
    ssl,
    types,
    enableChannelBinding: true,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    application_name: 'DNC Desk',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A connection that breaks while nothing is asked says so; a question that is asked over it all the same is told why.
  let broken: Error | undefined;
  client.on('error', (error) => (broken ??= error));
  const ask = client.query.bind(client) as (...asked: readonly unknown[]) => unknown;
  const connection: PgConnection = {
    query: ((...asked: readonly unknown[]) =>
      broken === undefined ? ask(...asked) : Promise.reject(broken)) as pg.Client['query'],
    escapeIdentifier: (text) => client.escapeIdentifier(text),
    escapeLiteral: (text) => client.escapeLiteral(text),
    destroy: () => void socket.destroy(),
    isBroken: () => broken !== undefined,
    async end() {
      // A server that is gone without a word does not take leave either.
      const late = setTimeout(() => socket.destroy(), leaveMs);
      await client.end().finally(() => clearTimeout(late));
    },
  };
  let asksForPassword: HubProblem | undefined;
  if (ssl === false)
    onPasswordAsked(client, () => {
      asksForPassword = new HubProblem('tls', say.asksForThePassword(host));
      socket.destroy();
    });
  try {
    await client.connect();
    return connection;
  } catch (error) {
    await connection.end().catch(() => {});
    if (asksForPassword !== undefined) throw asksForPassword;
    const unproven = findTlsProblem(place, error);
    if (unproven === undefined && !isThisComputer(host)) await refuseUnknownHost(place, error);
    throw unproven ?? toProblem(error);
  }
}

/**
 * Calls `refuse` when the server asks for a password as it is, or for an MD5 of it, before the client answers: by SCRAM alone a server
 * learns nothing that it does not know. Over TLS it has proved who it is.
 */
function onPasswordAsked(client: pg.Client, refuse: () => void): void {
  const { connection } = client as unknown as { readonly connection: EventEmitter };
  for (const event of ['authenticationCleartextPassword', 'authenticationMD5Password'])
    connection.prependListener(event, refuse);
}

/** @throws HubProblem where the name is unknown, which is told apart from a server that is down */
async function refuseUnknownHost({ host }: HubPlace, cause: unknown): Promise<void> {
  await lookup(host).catch(() => {
    throw new HubProblem('unreachable', say.thereIsNoComputer(host), cause);
  });
}

type PgError = { readonly code?: string; readonly message: string; readonly constraint?: string };

/** What an error of the connection means, with its sentence. */
export function toProblem(error: unknown): HubProblem {
  if (error instanceof HubProblem) return error;
  const { code = '', message, constraint = '' } = error as PgError;
  const made = (kind: HubProblem['kind'], sentence: string) => new HubProblem(kind, sentence, error);
  if (code === 'DNC01') return made('weaker', say.onlyALeadMayRelease);
  if (code === 'DNC03') return made('forbidden', say.thisLoginMayNotDo);
  if (code === '53300') return made('unreachable', say.theDatabaseOfThe);
  if (['40001', '40P01', '55P03'].includes(code)) return made('again', say.theSharedListIsBusy);
  if (code === '23505' && constraint.includes('desk_n')) return made('taken', say.thisPushWasTaken);
  if (code === '28P01' || code === '28000') return made('auth', say.theSharedListDoes);
  if (code === '42501') return made('forbidden', say.thisLoginMayNotDo);
  if (['3D000', '3F000', '42P01'].includes(code)) return made('notHub', say.thereIsNoSharedList);
  if (code === '25P03') return made('unreachable', say.thisDeskStoodStill);
  // 40003: whether a transaction was kept is not known.
  if (/^(08|57P|40003)/.test(code) || code === '' || /^E[A-Z]+$/.test(code))
    return made('unreachable', say.theSharedListCannot);
  return made('bug', say.theSharedListAnswered(message));
}
