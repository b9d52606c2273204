/**
 * Lasting tokens of dialers and agents: made, shown once, revoked. A token is 256 random bits, so that one SHA-256 is all
 * that has to be kept of it. What it opens is decided in openToken.ts.
 */
import { hash, randomBytes } from 'node:crypto';
import type { TokenRow, TokenScope } from '../../../shared/contract/gate.ts';
import { type Instant, toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import type { Moment } from '../../../shared/domain/time/moment.ts';
import { toEnd, type Zone } from '../../../shared/domain/time/zone.ts';
import { nameTarget, parseTarget, type TargetIndex, toTargetText } from '../../../shared/domain/entry/targetText.ts';
import { type Answer, notFound, refuse } from '../answer.ts';
import { type Asleep, loadAsleep, saveAsleep } from '../db/desk/asleepTokens.ts';
import type { GateRows, GateToken } from '../db/desk/gateRows.ts';
import type { SettingRows } from '../db/desk/settingRows.ts';
import { inTransaction, type WritableDb } from '../db/handles.ts';
import type { Events } from '../desk/events.ts';
import type { Clock } from '../ports.ts';
import { loadGateSettings } from './gateSettings.ts';
import { noteKnown, toListens } from './knownFile.ts';
import { loadRevoked, noteRevoked } from './revokedFile.ts';
import { noteAct } from './tokenActs.ts';
import { tokensWords as say } from '../../../shared/words/core/gate.ts';

export type TokenInput = {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly target?: string | undefined;
  readonly rate?: number | undefined;
  readonly expires?: Moment | undefined;
};

export type Tokens = {
  /** Those that work first, then the newest. */
  readonly list: () => TokenRow[];
  /** `token` is nowhere else: it cannot be shown again. */
  readonly make: (input: TokenInput) => Answer<{ readonly token: string; readonly row: TokenRow }>;
  readonly revoke: (id: number) => Answer<TokenRow>;
  /** A token that came with a restored backup opens the gate from now on. */
  readonly confirm: (id: number) => Answer<TokenRow>;
};

export type TokenDeps = {
  readonly db: WritableDb;
  readonly rows: GateRows;
  readonly settingRows: SettingRows;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly events: Events;
  readonly targets: () => TargetIndex;
  readonly zone: () => Zone;
  readonly author: () => string;
};

/** What is kept of a token: the SHA-256 of its text. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** Letters of a token that are kept to recognise it: the word before it, and six that say nothing of the rest. */
const prefixLetters = 'dnc_'.length + 6;

/** Makes, lists and revokes tokens; each act is noted in the transaction that does it. */
export function createTokens(deps: TokenDeps): Tokens {
  const { db, rows, settingRows, dataDir, clock, events } = deps;
  const changed = (): void => events.publish({ type: 'changed', topics: ['gate'] });

  function list(): TokenRow[] {
    const acts = [...rows.eachAct()];
    const by = (id: number, act: 'made' | 'revoked') => acts.find((each) => each.tokenId === id && each.act === act);
    const shut = { revoked: loadRevoked(dataDir), asleep: loadAsleep(settingRows.load) };
    const targets = deps.targets();
    return rows.listTokens().map((token) => {
      const target = token.target === null ? undefined : targets.get(token.target);
      return {
        id: token.id,
        name: token.name,
        prefix: token.prefix,
        scopes: [...token.scopes],
        target: token.target === null ? null : target === undefined ? say.aTargetThatIsNo : nameTarget(target),
        rate: token.rate,
        madeAt: toInstant(token.madeAt),
        madeBy: by(token.id, 'made')?.author ?? '',
        expiresAt: toInstantOrNull(token.expiresAt),
        usedAt: toInstantOrNull(token.usedAt),
        revokedAt: toInstantOrNull(token.revokedAt),
        revokedBy: by(token.id, 'revoked')?.author ?? null,
        state: toState(token, shut, clock.now()),
      };
    });
  }

  function find(id: number): TokenRow {
    const row = list().find((each) => each.id === id);
    if (row === undefined) throw new Error('A token that was just written is not there');
    return row;
  }

  return {
    list,
    make({ name, scopes, target: targetText, rate, expires }) {
      const now = clock.now();
      const target = targetText === undefined ? undefined : parseTarget(targetText, deps.targets());
      if (target !== undefined && !target.ok) return refuse(target.message, 'target');
      if (target !== undefined && scopes.includes('read')) return refuse(say.aTokenThatReadsThe, 'target');
      const expiresAt = expires === undefined ? null : toEpochMs(toEnd(expires, deps.zone()));
      if (expiresAt !== null && expiresAt <= now) return refuse(say.hasPassedTheToken(expires), 'expires');
      const isTaken = list().some((each) => each.revokedAt === null && each.name.toLowerCase() === name.toLowerCase());
      if (isTaken) return refuse(say.thereIsATokenAlready(name), 'name');
      const token = `dnc_${randomBytes(32).toString('base64url')}`;
      const made = {
        name,
        prefix: token.slice(0, prefixLetters),
        scopes: [...new Set(scopes)].toSorted(),
        target: target?.target.id ?? null,
        rate: rate ?? null,
        madeAt: now,
        expiresAt,
      };
      const told = { ...made, target: target === undefined ? null : toTargetText(target.target) };
      const id = inTransaction(db, () => {
        const tokenId = rows.addToken({ ...made, hash: hashToken(token) });
        noteAct(rows, { at: now, author: deps.author(), act: 'made', tokenId, token: JSON.stringify(told) });
        return tokenId;
      });
      knowTokens(deps);
      changed();
      return { ok: true, value: { token, row: find(id) } };
    },
    revoke(id) {
      const token = rows.listTokens().find((each) => each.id === id);
      if (token === undefined) return notFound(say.thereIsNoSuchToken);
      if (token.revokedAt === null) {
        const now = clock.now();
        // First where no backup can take it back, then in the list that people see.
        noteRevoked(dataDir, token.hash);
        inTransaction(db, () => {
          rows.revokeToken(id, now);
          const told = JSON.stringify({ name: token.name, prefix: token.prefix });
          noteAct(rows, { at: now, author: deps.author(), act: 'revoked', tokenId: id, token: told });
        });
        changed();
      }
      return { ok: true, value: find(id) };
    },
    confirm(id) {
      const token = rows.listTokens().find((each) => each.id === id);
      if (token === undefined) return notFound(say.thereIsNoSuchToken);
      wake(deps, token);
      changed();
      return { ok: true, value: find(id) };
    },
  };
}

/** A token that is asleep opens the gate from now on; any other stays as it is. */
function wake(deps: TokenDeps, { id, name, prefix, revokedAt }: GateToken): void {
  const { db, rows, settingRows, clock } = deps;
  const asleep = loadAsleep(settingRows.load);
  if (revokedAt !== null || !asleep.has(id)) return;
  inTransaction(db, () => {
    const others = rows.listTokens().filter((each) => each.id !== id && asleep.has(each.id));
    saveAsleep(
      settingRows,
      others.map((each) => each.id),
    );
    const told = JSON.stringify({ name, prefix, confirmed: true });
    noteAct(rows, { at: clock.now(), author: deps.author(), act: 'made', tokenId: id, token: told });
  });
  knowTokens(deps);
}

/** Notes in the data directory which tokens are its own, and where it listens: a restore asks about all others. */
export function knowTokens({ rows, settingRows, dataDir }: Pick<TokenDeps, 'rows' | 'settingRows' | 'dataDir'>): void {
  const asleep = loadAsleep(settingRows.load);
  const own = rows.listTokens().filter(({ id, revokedAt }) => revokedAt === null && !asleep.has(id));
  const listens = toListens(loadGateSettings(settingRows.load));
  noteKnown(dataDir, { tokens: new Set(own.map((token) => token.hash.toString('hex'))), listens });
}

const toInstantOrNull = (at: number | null): Instant | null => (at === null ? null : toInstant(at));

/** What keeps tokens from opening anything: the hashes that `loadRevoked` answers, and the ids of those that nobody confirmed yet. */
export type Shut = { readonly revoked: ReadonlySet<string>; readonly asleep: Asleep };

/** Whether a token opens the gate at a time (epoch ms). */
export function toState(token: GateToken, { revoked, asleep }: Shut, now: number): TokenRow['state'] {
  if (token.revokedAt !== null || revoked.has(token.hash.toString('hex'))) return 'revoked';
  if (asleep.has(token.id)) return 'asleep';
  return token.expiresAt !== null && token.expiresAt <= now ? 'expired' : 'works';
}
