/**
 * Connections to the hub's PostgreSQL. The server has to prove who it is by its certificate, unless it is this computer. Fields are
 * given one by one and never as a connection string: a `sslmode` in one would switch that off.
 */
import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import pg from 'pg';
import { HubProblem, type HubPlace } from '../hubPort.ts';
import { findTlsProblem } from './certificate.ts';

/** What a connection offers: one statement at a time. */
export type PgConnection = Pick<pg.Client, 'query' | 'escapeIdentifier' | 'escapeLiteral'> & {
  /** Ends it, after two seconds also without the server's leave. */
  readonly end: () => Promise<void>;
  /** Breaks it off at once. */
  readonly destroy: () => void;
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
  // A connection that breaks while nothing is asked is found by the next question, which is told why.
  let broken: Error | undefined;
  client.on('error', (error) => (broken ??= error));
  const ask = client.query.bind(client) as (...asked: readonly unknown[]) => unknown;
  const connection: PgConnection = {
    query: ((...asked: readonly unknown[]) =>
      broken === undefined ? ask(...asked) : Promise.reject(broken)) as pg.Client['query'],
    escapeIdentifier: (text) => client.escapeIdentifier(text),
    escapeLiteral: (text) => client.escapeLiteral(text),
    destroy: () => void socket.destroy(),
    async end() {
      // A server that is gone without a word does not take leave either.
      const late = setTimeout(() => socket.destroy(), leaveMs);
      await client.end().finally(() => clearTimeout(late));
    },
  };
  try {
    await client.connect();
    return connection;
  } catch (error) {
    await connection.end().catch(() => {});
    const unproven = findTlsProblem(place, error);
    if (unproven === undefined && !isThisComputer(host)) await refuseUnknownHost(place, error);
    throw unproven ?? toProblem(error);
  }
}

/** @throws HubProblem where the name is unknown, which is told apart from a server that is down */
async function refuseUnknownHost({ host }: HubPlace, cause: unknown): Promise<void> {
  await lookup(host).catch(() => {
    throw new HubProblem('unreachable', `There is no computer named ${host}, or the network is down.`, cause);
  });
}

type PgError = { readonly code?: string; readonly message: string; readonly constraint?: string };

/** What an error of the connection means, with its sentence. */
export function toProblem(error: unknown): HubProblem {
  if (error instanceof HubProblem) return error;
  const { code = '', message, constraint = '' } = error as PgError;
  const made = (kind: HubProblem['kind'], sentence: string) => new HubProblem(kind, sentence, error);
  if (code === 'DNC01') return made('weaker', 'Only a lead may release a number or narrow its block.');
  if (code === 'DNC03') return made('forbidden', 'This login may not do that on the shared list.');
  if (code === '53300')
    return made(
      'unreachable',
      'The database of the shared list lets nobody else in: its admin allows more connections (max_connections), one for each desk and some to spare.',
    );
  if (['40001', '40P01', '55P03'].includes(code))
    return made('again', 'The shared list is busy: try again in a moment.');
  if (code === '23505' && constraint.includes('desk_n')) return made('taken', 'This push was taken before.');
  if (code === '28P01' || code === '28000')
    return made('auth', 'The shared list does not let this login in: it was revoked, or the line is an old one.');
  if (code === '42501') return made('forbidden', 'This login may not do that on the shared list.');
  if (['3D000', '3F000', '42P01'].includes(code))
    return made('notHub', 'There is no shared list in that database: an admin makes one with dnc-desk hub init.');
  if (code === '25P03')
    return made(
      'unreachable',
      'This desk stood still in the middle of a push, so that the shared list gave it up and took nothing of it: what waits is sent with the next exchange.',
    );
  // 40003: whether a transaction was kept is not known.
  if (/^(08|57P|40003)/.test(code) || code === '' || /^E[A-Z]+$/.test(code))
    return made('unreachable', 'The shared list cannot be reached.');
  return made('bug', `The shared list answered with an error: ${message}.`);
}
