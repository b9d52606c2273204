/** One statement after the other over a connection, with what goes wrong in the words of the port. */
import type { ClientConfig, QueryArrayConfig, QueryConfig } from 'pg';
import { HubProblem } from '../hubPort.ts';
import { type PgConnection, toProblem } from './connect.ts';
import { type CopiedMessages, copyOut, createCopyRoom } from './copyOut.ts';
import { askWords as say } from '../../../../shared/words/core/hub.ts';

/** What is asked over. */
type Asked = Pick<PgConnection, 'query' | 'end'>;

/** Asks one statement and answers its rows. @throws HubProblem */
export type Ask = <Row = unknown>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** The same, with each row as an array in the order of its columns. */
export type AskRows = <Row extends readonly unknown[]>(
  sql: string,
  values: readonly unknown[],
) => Promise<readonly Row[]>;

/**
 * The statements of one connection. `answerMs`: how long each may take, where it is less than the connection allows. One that gets
 * no answer in time ends the connection: whatever is asked over it next would wait as long.
 */
export function createAsk(connection: Asked, answerMs?: number): Ask {
  return async <Row>(sql: string, values: readonly unknown[] = []) => {
    const question: QueryConfig & Pick<ClientConfig, 'query_timeout'> = {
      text: sql,
      values: [...values],
      query_timeout: answerMs,
    };
    return (await answered(connection, () => connection.query(question))).rows as readonly Row[];
  };
}

/** The statements of one connection that answer many rows: as objects, these would take half as long again. */
export function createAskRows(connection: Asked): AskRows {
  return async <Row extends readonly unknown[]>(sql: string, values: readonly unknown[]) => {
    const question: QueryArrayConfig = { text: sql, values: [...values], rowMode: 'array' };
    return (await answered(connection, () => connection.query(question))).rows as unknown as readonly Row[];
  };
}

/** Asks a COPY … TO STDOUT and answers what `read` makes of its rows: their bytes are there for as long as it reads. @throws HubProblem */
export type AskCopy = <T>(sql: string, read: (rows: CopiedMessages) => T) => Promise<T>;

/** A connection keeps no more bytes of room than this for its next copy. */
const mostRoom = 4 * 1024 * 1024;

/** COPY over one connection. */
export function createAskCopy(connection: PgConnection): AskCopy {
  let free: CopiedMessages | undefined;
  return async (sql, read) => {
    const room = free ?? createCopyRoom();
    free = undefined;
    try {
      await answered(connection, () => copyOut(connection, sql, room));
    } catch (error) {
      // What the server refuses leaves the connection as it was. Otherwise the rest of the answer would come to somebody who has left.
      if (error instanceof HubProblem && error.kind === 'unreachable') connection.destroy();
      throw error;
    }
    const made = read(room);
    // Not that of a copy that broke off: what is left of it may still come.
    if (room.bytes.length <= mostRoom) free = room;
    return made;
  };
}

async function answered<T>(connection: Asked, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.message === 'Query read timeout') {
      void connection.end().catch(() => {});
      throw new HubProblem('unreachable', say.theSharedListDoes, error);
    }
    throw toProblem(error);
  }
}
