// However the bytes of a copy are cut on their way, and whatever the server says in between, the rows are those that it sent.
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import type { Connection, Query } from 'pg';
import { expect, test } from 'vitest';
import { copyOut, createCopyRoom, headerBytes } from '../../electron/core/hub/pg/copyOut.ts';
import type { PgConnection } from '../../electron/core/hub/pg/connect.ts';

const message = (code: string, text: string): Buffer => {
  const body = Buffer.from(text);
  const made = Buffer.alloc(headerBytes + body.length);
  made.write(code, 0);
  made.writeUInt32BE(body.length + 4, 1);
  body.copy(made, headerBytes);
  return made;
};
/** The end of a copy, as the client reads it. */
const ended = Buffer.concat([message('c', ''), message('C', 'COPY 1\0'), message('Z', 'I')]);

/** A connection whose server sends these pieces, and what its client was given. */
function connectTo(pieces: readonly Buffer[]) {
  const stream = new PassThrough();
  const given: Buffer[] = [];
  const told: { settle: (error: Error | null) => void } = { settle: () => {} };
  stream.on('data', (bytes: Buffer) => {
    given.push(bytes);
    if (bytes.includes(ended.subarray(-6))) told.settle(null);
    if (bytes[0] === 'E'.charCodeAt(0)) told.settle(new Error('refused'));
  });
  const client = { parsedStatements: {}, submittedNamedStatements: {} };
  const send = () => pieces.forEach((piece) => stream.write(piece));
  const connection = { ...client, stream, query: send } as unknown as Connection;
  const ask = (query: Query, settle: (error: Error | null) => void) => {
    told.settle = settle;
    query.submit(connection);
  };
  return { ask: { query: ask } as unknown as PgConnection, stream, given: () => Buffer.concat(given) };
}

/** Cuts bytes behind each of these shares of what is left. */
function cut(bytes: Buffer, shares: readonly number[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const share of shares) {
    const to = from + Math.floor((bytes.length - from) * share);
    pieces.push(bytes.subarray(from, to));
    from = to;
  }
  return [...pieces, bytes.subarray(from)].filter(({ length }) => length > 0);
}

const beside = fc.constantFrom(
  message('N', 'SNOTICE\0Mhello\0\0'),
  message('S', 'TimeZone\0UTC\0'),
  message('A', '\0\0\0\u0001room\0\0'),
);
const row = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => message('d', `${text.replaceAll('\n', '')}\n`));
const sent = fc.array(fc.oneof({ weight: 5, arbitrary: row }, { weight: 1, arbitrary: beside }), { maxLength: 30 });
const shares = fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { maxLength: 20 });
const isRow = (one: Buffer) => one[0] === 'd'.charCodeAt(0);

test('rows are kept, all else goes to the client', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(sent, shares), { minLength: 1, maxLength: 3 }), async (copies) => {
      const room = createCopyRoom();
      for (const [messages, cuts] of copies) {
        const bytes = Buffer.concat([message('H', '\0\0\u000b'), ...messages, ended]);
        const { ask, stream, given } = connectTo(cut(bytes, cuts));
        await copyOut(ask, 'COPY …', room);
        expect(room.bytes.subarray(0, room.used)).toEqual(Buffer.concat(messages.filter(isRow)));
        expect(given()).toEqual(Buffer.concat([...messages.filter((one) => !isRow(one)), ended]));
        expect(stream.listenerCount('data')).toBe(1);
      }
    }),
    { numRuns: 60 },
  );
});

test('an error in the middle is the client’s', async () => {
  const refused = message('E', 'SERROR\0C57014\0Mended\0\0');
  const { ask, given } = connectTo([Buffer.concat([message('H', '\0\0\0'), message('d', 'a\n'), refused])]);
  await expect(copyOut(ask, 'COPY …', createCopyRoom())).rejects.toThrow('refused');
  expect(given()).toEqual(refused);
});

test('a server that cuts rows otherwise than into messages has not copied', async () => {
  const { ask } = connectTo([Buffer.concat([message('d', 'a\tb'), message('d', '\n'), ended])]);
  await expect(copyOut(ask, 'COPY …', createCopyRoom())).rejects.toMatchObject({ code: '0A000' });
});

test('over a connection that broke before, the copy says why', async () => {
  const broken = { query: () => Promise.reject(new Error('broken')) } as unknown as PgConnection;
  await expect(copyOut(broken, 'COPY …', createCopyRoom())).rejects.toThrow('broken');
});
