/** One statement after the other over a connection, with what goes wrong in the words of the port. */
import { type PgConnection, toProblem } from './connect.ts';

/** Asks one statement and answers its rows. @throws HubProblem */
export type Ask = <Row = unknown>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** The statements of one connection. */
export function createAsk(connection: PgConnection): Ask {
  return async <Row>(sql: string, values: readonly unknown[] = []) => {
    try {
      const { rows } = await connection.query(sql, [...values]);
      return rows as readonly Row[];
    } catch (error) {
      throw toProblem(error);
    }
  };
}
