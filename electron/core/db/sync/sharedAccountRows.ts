/** Accounts and questions about agents as other desks are told of them: also accounts that are not connected any more. */
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import type { AccountSettings } from './accountRows.ts';
import { type FoundBy, isOpenQuestion, type SameAnswer, sameQuestionTables } from './sameQuestionRows.ts';

/**
 * By the vendor's ids of the agents; or, of an account that may be another one, `target` is empty and `other` the other's name
 * among desks. Instants are epoch milliseconds. `answer` null: it is asked. `answeredAt`: when that was said last, an undo included.
 */
export type SharedSame = {
  readonly target: string;
  readonly other: string;
  readonly foundBy: FoundBy;
  readonly askedAt: number;
  readonly answer: SameAnswer | null;
  readonly answeredAt: number | null;
  readonly answeredBy: string | null;
};

type Facts = {
  readonly vendor: string;
  readonly createdAt: number;
  readonly lastScanAt: number | null;
  readonly inNoPlan: number;
  readonly notBefore: number | null;
};

export type SharedAccountRows = {
  /** Also one that was removed. */
  readonly load: (account: AccountId) => (Facts & AccountSettings & { readonly removedAt: number | null }) | undefined;
  /** Has the account as it is told, connected or not. A token that it has here stays with its address. */
  readonly keep: (
    account: AccountId,
    told: Facts & { readonly settings: AccountSettings; readonly isRemoved: boolean },
    at: number,
  ) => void;
  readonly listSame: (account: AccountId) => readonly SharedSame[];
  /** Does nothing where one of the agents is not known here. */
  readonly keepSame: (account: AccountId, same: SharedSame) => void;
  /** Whether the account is another one, connected or not: `later`: those where it is the one that appeared later of the two. */
  readonly listAgain: (account: AccountId, as: AccountSide) => readonly SharedSame[];
  /**
   * Keeps what is newer than what is known of the two accounts, whose leaders may be two. Answers the whole accounts, as targets, where
   * what they count for has changed; undefined also where the other account is not known here.
   */
  readonly keepAgain: (
    account: AccountId,
    as: AccountSide,
    same: SharedSame,
  ) => { readonly target: TargetId; readonly other: TargetId } | undefined;
};

/** Which of the two accounts of a question one is: the one that appeared later, or the one that was known. */
export type AccountSide = 'later' | 'known';

type Row = Facts & {
  readonly name: string;
  readonly baseUrl: string;
  readonly settings: string;
  readonly adopt: AccountSettings['adopt'];
  readonly everyMinutes: number;
  readonly paused: number;
  readonly mailsAllowed: number;
  readonly putsBack: number;
  readonly removedAt: number | null;
};

/** Prepares the statements. */
export function createSharedAccountRows(db: WritableDb): SharedAccountRows {
  const one = db.prepare<[number], Row>(
    `SELECT vendor, name, base_url AS baseUrl, settings, adopt, every_minutes AS everyMinutes, paused, mails_allowed AS mailsAllowed,
       puts_back AS putsBack, created_at AS createdAt, last_scan_at AS lastScanAt, in_no_plan AS inNoPlan, not_before AS notBefore,
       removed_at AS removedAt
     FROM account WHERE id = ?`,
  );
  const keep = db.prepare(
    `UPDATE account SET vendor = @vendor, name = @name, base_url = @baseUrl, settings = @settings, adopt = @adopt,
       every_minutes = @everyMinutes, paused = @paused, mails_allowed = @mailsAllowed, puts_back = @putsBack,
       created_at = @createdAt, last_scan_at = @lastScanAt, in_no_plan = @inNoPlan, not_before = @notBefore, waits_since = @at,
       removed_at = iif(@isRemoved, coalesce(removed_at, @at), NULL),
       secret_id = coalesce(secret_id, lower(hex(randomblob(16))))
     WHERE id = @id`,
  );
  const answered = `q.found_by AS foundBy, q.asked_at AS askedAt,
    iif(${isOpenQuestion}, NULL, q.answer) AS answer, q.answered_at AS answeredAt, q.answered_by AS answeredBy`;
  const same = db.prepare<{ account: number }, SharedSame>(
    `SELECT t.remote_id AS target, o.remote_id AS other, ${answered}
     FROM ${sameQuestionTables} JOIN target t ON t.id = q.target_id JOIN target o ON o.id = q.other_id
     WHERE t.account_id = @account AND o.account_id = @account AND t.kind <> 'account' ORDER BY q.id`,
  );
  const onAnswer = `ON CONFLICT (target_id, other_id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at,
    answered_by = excluded.answered_by, batch_id = NULL WHERE answer IS NOT excluded.answer`;
  const keepSame = db.prepare(
    `INSERT INTO same_question (target_id, other_id, found_by, asked_at, answer, answered_at, answered_by)
     SELECT t.id, o.id, @foundBy, @askedAt, @answer, @answeredAt, @answeredBy FROM target t JOIN target o ON o.account_id = t.account_id
     WHERE t.account_id = @account AND t.remote_id = @target AND o.remote_id = @other
     ${onAnswer}`,
  );
  const [later, known] = [createAccountPairs(db, 'later'), createAccountPairs(db, 'known')];
  return {
    load(id) {
      const row = one.get(id);
      if (row === undefined) return undefined;
      const { settings, paused, mailsAllowed, putsBack, ...rest } = row;
      return {
        ...rest,
        settings: JSON.parse(settings) as AccountSettings['settings'],
        paused: paused !== 0,
        mailsAllowed: mailsAllowed !== 0,
        putsBack: putsBack !== 0,
      };
    },
    keep(id, { settings: set, isRemoved, vendor, createdAt, lastScanAt, inNoPlan, notBefore }, at) {
      const { name, baseUrl, settings, adopt, everyMinutes, paused, mailsAllowed, putsBack } = set;
      const flags = {
        paused: Number(paused),
        mailsAllowed: Number(mailsAllowed),
        putsBack: Number(putsBack),
        isRemoved: Number(isRemoved),
      };
      const told = { vendor, createdAt, lastScanAt, inNoPlan, notBefore };
      keep.run({ id, at, ...told, name, baseUrl, settings: JSON.stringify(settings), adopt, everyMinutes, ...flags });
    },
    listSame: (account) => same.all({ account }),
    keepSame: (account, told) => void keepSame.run({ account, ...told }),
    listAgain: (account, as) => (as === 'later' ? later : known).list(account),
    keepAgain: (account, as, told) => (as === 'later' ? later : known).keep(account, told),
  };
}

/** When something was said of a question last, in epoch ms; null: nothing was. To take an answer back, and that in turn, says something. */
const saidAt = `iif(b.id IS NULL, q.answered_at, max(q.answered_at, coalesce((SELECT max(u.at) FROM batch u
  WHERE u.undoes = b.id OR u.undoes IN (SELECT v.id FROM batch v WHERE v.undoes = b.id)), 0)))`;

/** The questions about the account and another one, as they are told from the side of the one or the other. */
function createAccountPairs(db: WritableDb, as: AccountSide) {
  const [own, far] = as === 'later' ? ['target_id', 'other_id'] : ['other_id', 'target_id'];
  const list = db.prepare<{ account: number }, SharedSame>(
    `SELECT '' AS target, h.uuid AS other, q.found_by AS foundBy, q.asked_at AS askedAt,
       iif(${isOpenQuestion}, NULL, q.answer) AS answer, ${saidAt} AS answeredAt, q.answered_by AS answeredBy
     FROM ${sameQuestionTables} JOIN target t ON t.id = q.${own} JOIN target o ON o.id = q.${far}
       JOIN hub_account h ON h.account_id = o.account_id
     WHERE t.account_id = @account AND t.kind = 'account' AND o.kind = 'account' ORDER BY q.id`,
  );
  const find = db.prepare<{ account: number; other: string }, { readonly own: TargetId; readonly far: TargetId }>(
    `SELECT t.id AS own, o.id AS far FROM target t, hub_account h JOIN target o ON o.account_id = h.account_id
     WHERE t.account_id = @account AND t.kind = 'account' AND o.kind = 'account' AND h.uuid = @other AND o.id <> t.id`,
  );
  // This desk may have asked about the two itself, and the other way round.
  const load = db.prepare<
    { target: number; other: number },
    { readonly id: number; readonly answer: SameAnswer | null; readonly saidAt: number | null }
  >(
    `SELECT q.id, iif(${isOpenQuestion}, NULL, q.answer) AS answer, ${saidAt} AS saidAt FROM ${sameQuestionTables}
     WHERE (q.target_id = @target AND q.other_id = @other) OR (q.target_id = @other AND q.other_id = @target)`,
  );
  const insert = db.prepare(
    `INSERT INTO same_question (target_id, other_id, found_by, asked_at, answer, answered_at, answered_by)
     VALUES (@target, @other, @foundBy, @askedAt, @answer, @answeredAt, @answeredBy)`,
  );
  const update = db.prepare(
    `UPDATE same_question SET answer = @answer, answered_at = @answeredAt, answered_by = @answeredBy, batch_id = NULL
     WHERE id = @id`,
  );
  return {
    list: (account: AccountId) => list.all({ account }),
    keep(account: AccountId, told: SharedSame) {
      const found = find.get({ account, other: told.other });
      if (found === undefined) return undefined;
      const pair = as === 'later' ? { target: found.own, other: found.far } : { target: found.far, other: found.own };
      const { foundBy, askedAt, answer, answeredAt, answeredBy } = told;
      const kept = load.get(pair);
      if (kept === undefined) insert.run({ ...pair, foundBy, askedAt, answer, answeredAt, answeredBy });
      else if (isNewer(told, kept)) update.run({ id: kept.id, answer, answeredAt, answeredBy });
      else return undefined;
      return (kept?.answer ?? null) === answer && kept !== undefined ? undefined : pair;
    },
  };
}

/** Of two answers the later one counts; at the same instant, as one desk of before says it, that an answer was taken back. */
function isNewer(
  { answer, answeredAt }: SharedSame,
  kept: { readonly answer: SameAnswer | null; readonly saidAt: number | null },
): boolean {
  if (answeredAt === null) return false;
  if (kept.saidAt === null || answeredAt > kept.saidAt) return true;
  return answeredAt === kept.saidAt && answer === null && kept.answer !== null;
}
