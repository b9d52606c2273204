/** Accounts and questions about agents as other desks are told of them: also accounts that are not connected any more. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import type { AccountSettings } from './accountRows.ts';
import type { FoundBy, SameAnswer } from './sameQuestionRows.ts';

/** By the vendor's ids of the agents; instants are epoch milliseconds. `answer` null: it is asked. */
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
  const same = db.prepare<{ account: number }, SharedSame>(
    `SELECT t.remote_id AS target, o.remote_id AS other, q.found_by AS foundBy, q.asked_at AS askedAt,
       iif(b.state IN ('undone', 'cancelled'), NULL, q.answer) AS answer, q.answered_at AS answeredAt, q.answered_by AS answeredBy
     FROM same_question q JOIN target t ON t.id = q.target_id JOIN target o ON o.id = q.other_id LEFT JOIN batch b ON b.id = q.batch_id
     WHERE t.account_id = @account AND o.account_id = @account AND t.kind <> 'account' ORDER BY q.id`,
  );
  const keepSame = db.prepare(
    `INSERT INTO same_question (target_id, other_id, found_by, asked_at, answer, answered_at, answered_by)
     SELECT t.id, o.id, @foundBy, @askedAt, @answer, @answeredAt, @answeredBy FROM target t JOIN target o ON o.account_id = t.account_id
     WHERE t.account_id = @account AND t.remote_id = @target AND o.remote_id = @other
     ON CONFLICT (target_id, other_id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at,
       answered_by = excluded.answered_by, batch_id = NULL WHERE answer IS NOT excluded.answer`,
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
  };
}
