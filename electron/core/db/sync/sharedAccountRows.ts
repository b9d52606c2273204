/** Accounts and questions about agents as other desks are told of them: also accounts that are not connected any more. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import type { AccountSettings } from './accountRows.ts';
import { type FoundBy, isOpenQuestion, type SameAnswer, sameQuestionTables } from './sameQuestionRows.ts';

/**
 * By the vendor's ids of the agents; or, of an account that may be a removed one, `target` is empty and `other` the removed one's name
 * among desks. Instants are epoch milliseconds. `answer` null: it is asked.
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
  readonly listAgain: (account: AccountId) => readonly SharedSame[];
  /** Does nothing where the removed account is not known here. */
  readonly keepAgain: (account: AccountId, same: SharedSame) => void;
};

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
  const again = db.prepare<{ account: number }, SharedSame>(
    `SELECT '' AS target, h.uuid AS other, ${answered}
     FROM ${sameQuestionTables} JOIN target t ON t.id = q.target_id JOIN target o ON o.id = q.other_id
       JOIN account oa ON oa.id = o.account_id JOIN hub_account h ON h.account_id = oa.id
     WHERE t.account_id = @account AND t.kind = 'account' AND oa.removed_at IS NOT NULL ORDER BY q.id`,
  );
  const keepAgain = db.prepare(
    `INSERT INTO same_question (target_id, other_id, found_by, asked_at, answer, answered_at, answered_by)
     SELECT t.id, o.id, @foundBy, @askedAt, @answer, @answeredAt, @answeredBy FROM target t, hub_account h
       JOIN target o ON o.account_id = h.account_id AND o.kind = 'account'
     WHERE t.account_id = @account AND t.kind = 'account' AND h.uuid = @other AND o.id <> t.id
     ${onAnswer}`,
  );
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
    listAgain: (account) => again.all({ account }),
    keepAgain: (account, told) => void keepAgain.run({ account, ...told }),
  };
}
