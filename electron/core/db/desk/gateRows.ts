/** The gate's tokens, what was done with them, and the requests that came in under a key. */
import type { TokenScope } from '../../../../shared/contract/gate.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';

/** Times in epoch ms. */
export type GateToken = {
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  /** SHA-256 of the token. */
  readonly hash: Buffer;
  readonly scopes: readonly TokenScope[];
  readonly target: number | null;
  readonly rate: number | null;
  readonly madeAt: number;
  readonly expiresAt: number | null;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
};

export type GateAct = {
  readonly id: number;
  readonly at: number;
  readonly author: string;
  readonly act: 'made' | 'revoked';
  readonly tokenId: number;
  /** JSON. */
  readonly token: string;
};

/** `asked`: SHA-256 of the request. `answer`: JSON. */
export type KeptRequest = { readonly asked: Buffer; readonly answer: string };

export type GateRows = {
  readonly listTokens: () => readonly GateToken[];
  /** Answers the id. @throws where a token that works has the name already */
  readonly addToken: (token: Omit<GateToken, 'id' | 'usedAt' | 'revokedAt'>) => number;
  readonly revokeToken: (id: number, at: number) => void;
  /** The latest use, unless a later one is noted. */
  readonly noteUse: (id: number, at: number) => void;
  readonly addAct: (act: GateAct, hash: Buffer) => void;
  readonly eachAct: () => IterableIterator<GateAct & { readonly hash: Buffer }>;
  readonly lastAct: () => { readonly id: number; readonly hash: Buffer } | undefined;
  readonly findRequest: (token: number, key: string) => KeptRequest | undefined;
  readonly keepRequest: (token: number, key: string, kept: KeptRequest, at: number) => void;
};

const tokenColumns = `id, name, prefix, hash, scopes, target_id AS target, rate, made_at AS madeAt,
  expires_at AS expiresAt, used_at AS usedAt, revoked_at AS revokedAt`;

/** Reads all tokens, also on a connection that cannot write. */
export function createTokenReader(db: ReadableDb): () => readonly GateToken[] {
  const all = db.prepare<[], Omit<GateToken, 'scopes'> & { readonly scopes: string }>(
    `SELECT ${tokenColumns} FROM gate_token ORDER BY revoked_at IS NOT NULL, id DESC`,
  );
  return () => all.all().map((row) => ({ ...row, scopes: JSON.parse(row.scopes) as TokenScope[] }));
}

/** Prepares the statements over the gate's tables. */
export function createGateRows(db: WritableDb): GateRows {
  const add = db.prepare(
    `INSERT INTO gate_token (name, prefix, hash, scopes, target_id, rate, made_at, expires_at)
     VALUES (@name, @prefix, @hash, @scopes, @target, @rate, @madeAt, @expiresAt)`,
  );
  const revoke = db.prepare<[number, number]>('UPDATE gate_token SET revoked_at = ? WHERE id = ?');
  const use = db.prepare<[number, number, number]>(
    'UPDATE gate_token SET used_at = ? WHERE id = ? AND coalesce(used_at, 0) < ?',
  );
  const addAct = db.prepare(
    `INSERT INTO gate_act (id, at, author, act, token_id, token, hash)
     VALUES (@id, @at, @author, @act, @tokenId, @token, @hash)`,
  );
  const actColumns = 'id, at, author, act, token_id AS tokenId, token, hash';
  const acts = db.prepare<[], GateAct & { readonly hash: Buffer }>(`SELECT ${actColumns} FROM gate_act ORDER BY id`);
  const last = db.prepare<[], { id: number; hash: Buffer }>('SELECT id, hash FROM gate_act ORDER BY id DESC LIMIT 1');
  const find = db.prepare<[number, string], KeptRequest>(
    'SELECT asked, answer FROM gate_request WHERE token_id = ? AND key = ?',
  );
  const keep = db.prepare<[number, string, Buffer, string, number]>(
    `INSERT INTO gate_request (token_id, key, asked, answer, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (token_id, key) DO UPDATE SET answer = excluded.answer, at = excluded.at`,
  );
  return {
    listTokens: createTokenReader(db),
    addToken: (token) => Number(add.run({ ...token, scopes: JSON.stringify(token.scopes) }).lastInsertRowid),
    revokeToken: (id, at) => void revoke.run(at, id),
    noteUse: (id, at) => void use.run(at, id, at),
    addAct: (act, hash) => void addAct.run({ ...act, hash }),
    eachAct: () => acts.iterate(),
    lastAct: () => last.get(),
    findRequest: (token, key) => find.get(token, key),
    keepRequest: (token, key, { asked, answer }, at) => void keep.run(token, key, asked, answer, at),
  };
}
