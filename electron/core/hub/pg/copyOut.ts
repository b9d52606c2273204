/**
 * COPY … TO STDOUT as it comes over the wire (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY): a message for
 * each row, all of them as bytes one behind the other. The client's own reader, and `pg-copy-streams`, make a buffer for each message:
 * of millions of rows those cost more to make and to collect than all else that is done to read them.
 */
import pg from 'pg';
import type { PgConnection } from './connect.ts';

/** What a message begins with: its code, and its length without that. */
export const headerBytes = 5;

/** Messages of rows, one behind the other. */
export type CopiedMessages = {
  /** Room for them, which may be used again for another copy. */
  bytes: Buffer;
  /** Where they end. */
  used: number;
};

const fewBytes = 65_536;

const COPY_OUT_RESPONSE = 0x48;
const COPY_DATA = 0x64;
/** A notice, a setting, a notification: these may come at any time. */
const beside: ReadonlySet<number | undefined> = new Set([0x4e, 0x53, 0x41]);
const LF = 0x0a;

/** As a server says that it cannot do something. */
const notSupported = '0A000';

/** Where the message ends that begins here: the header's last four bytes are its length, with themselves. */
export function endOfMessage(bytes: Uint8Array, from: number): number {
  const high = ((bytes[from + 1] ?? 0) << 24) | ((bytes[from + 2] ?? 0) << 16);
  return from + 1 + ((high | ((bytes[from + 3] ?? 0) << 8) | (bytes[from + 4] ?? 0)) >>> 0);
}

/** Room for the rows of one copy at a time. */
export const createCopyRoom = (): CopiedMessages => ({ bytes: Buffer.allocUnsafeSlow(fewBytes), used: 0 });

/** Asks a COPY … TO STDOUT in the text format; its rows stand in `room` then. @throws what the client is told, and where a message is no row */
export async function copyOut(
  connection: Pick<PgConnection, 'query'>,
  sql: string,
  room: CopiedMessages,
): Promise<void> {
  room.used = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let isRows = (): boolean => true;
  const query = new pg.Query(sql);
  const submit = query.submit.bind(query);
  query.submit = (asked) => {
    isRows = readRows(asked, room);
    return submit(asked);
  };
  const settle = (error: Error | null): void => (error === null ? resolve() : reject(error));
  // The types know no callback beside such a query. A connection that broke before answers with a promise instead.
  const ask = connection.query as (asked: pg.Query, answered: typeof settle) => unknown;
  const asked = ask(query, settle);
  if (asked instanceof Promise) await asked;
  await promise;
  if (!isRows()) throw Object.assign(new Error('A message of a copy is no row.'), { code: notSupported });
}

/** Takes what comes until the copy is over, and gives the rest to the client. Answers what says whether each message was a row. */
function readRows({ stream }: pg.Connection, room: CopiedMessages): () => boolean {
  const [client, ...others] = stream.listeners('data') as ((bytes: Buffer) => void)[];
  if (client === undefined || others.length > 0) throw new Error('A connection is read by its client alone');
  let areRows = true;
  /** Where the message begins that is not whole yet. */
  let at = 0;

  function isOver(): boolean {
    for (;;) {
      const { bytes, used } = room;
      if (at + headerBytes > used) return false;
      const code = bytes[at];
      if (code !== COPY_DATA && code !== COPY_OUT_RESPONSE && !beside.has(code)) return true;
      const end = endOfMessage(bytes, at);
      if (end > used) return false;
      if (code === COPY_DATA) {
        if (bytes[end - 1] !== LF) areRows = false;
        at = end;
      } else {
        if (code !== COPY_OUT_RESPONSE) client?.(Buffer.from(bytes.subarray(at, end)));
        bytes.copyWithin(at, end, used);
        room.used -= end - at;
      }
    }
  }

  function take(chunk: Buffer): void {
    append(room, chunk);
    if (!isOver()) return;
    // The end of the copy, or an error. The client may keep what it is given.
    const rest = Buffer.from(room.bytes.subarray(at, room.used));
    room.used = at;
    stream.off('data', take).on('data', client as typeof take);
    client?.(rest);
  }

  stream.off('data', client).on('data', take);
  return () => areRows;
}

function append(room: CopiedMessages, chunk: Buffer): void {
  const used = room.used + chunk.length;
  if (used > room.bytes.length) {
    const larger = Buffer.allocUnsafeSlow(Math.max(used, room.bytes.length * 2));
    room.bytes.copy(larger, 0, 0, room.used);
    room.bytes = larger;
  }
  chunk.copy(room.bytes, room.used);
  room.used = used;
}
