/**
 * Who made and revoked which token. Each act carries the hash of the one before, as the rows of the journal do, and is
 * written in the transaction of what it tells.
 */
import { createHash } from 'node:crypto';
import type { GateAct, GateRows } from '../db/desk/gateRows.ts';
import { tokenActsWords as say } from '../../../shared/words/core/gate.ts';

const firstHash = Buffer.alloc(32);

/** SHA-256 over the hash before it and its columns as JSON. */
function hashAct(previous: Uint8Array, { id, at, author, act, tokenId, token }: GateAct): Buffer {
  const columns = JSON.stringify([id, at, author, act, tokenId, token]);
  return createHash('sha256').update(previous).update(columns).digest();
}

/** Appends an act, within the caller's transaction. */
export function noteAct(rows: GateRows, act: Omit<GateAct, 'id'>): void {
  const last = rows.lastAct();
  const row = { ...act, id: (last?.id ?? 0) + 1 };
  rows.addAct(row, hashAct(last?.hash ?? firstHash, row));
}

/** What does not fit in the chain of acts, as sentences; empty: nothing. */
export function findBrokenActs(rows: Pick<GateRows, 'eachAct'>): readonly string[] {
  const problems: string[] = [];
  let previous: Uint8Array = firstHash;
  let id = 0;
  for (const { hash, ...act } of rows.eachAct()) {
    if (act.id !== id + 1) problems.push(say.actsToOfTheGates(id + 1, act.id - 1));
    else if (!hashAct(previous, act).equals(hash)) problems.push(say.actOfTheGatesTokens(act.id));
    previous = hash;
    id = act.id;
  }
  return problems.slice(0, 20);
}
