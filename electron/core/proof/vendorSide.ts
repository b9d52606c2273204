/** What a proof says of the vendors: how a number stands at each, what they showed of it, and what people decided. */
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { VendorRecords } from '../list/commands/listDeps.ts';
import { describeRecord } from '../sync/record/evidenceWords.ts';
import type { SyncStore } from '../sync/record/syncStore.ts';
import { vendorSideWords as say } from '../../../shared/words/core/proof.ts';

export type VendorSide = {
  readonly rowsFor: (number: PhoneNumber) => ProofDocument['vendors'];
  /** Where desk and vendor disagreed about the number, oldest first. */
  readonly questionsOf: (number: PhoneNumber) => ProofDocument['questions'];
};

/** The vendors' side over what sync keeps. */
export function createVendorSide(
  records: Pick<VendorRecords, 'rowsFor'>,
  { remotes, conflicts, accounts }: Pick<SyncStore, 'remotes' | 'conflicts' | 'accounts'>,
): VendorSide {
  const nameOf = (account: number): string =>
    accounts.list().find(({ id }) => id === account)?.name ?? say.aRemovedAccount;
  return {
    rowsFor(number) {
      const facts = remotes.listOfNumbers([number]);
      return records.rowsFor(number).map((row) => {
        const own = facts.find(({ account, scope }) => account === row.account && scope === row.scope);
        return {
          place: row.targetName,
          state: row.state,
          sentence: row.sentence,
          mayCall: row.mayCall,
          lastSentAt: row.lastSentAt,
          lastAnswer: row.lastAnswer,
          agreedAt: own?.baseAt == null ? null : toInstant(own.baseAt),
          lastSeenAt: row.lastSeenAt,
          shown: (own?.records ?? []).map((record) => ({
            at: record.firstSeenAt === null ? null : toInstant(record.firstSeenAt),
            sentence: describeRecord(row.targetName, record),
          })),
        };
      });
    },
    questionsOf(number) {
      const decided = remotes.listOfNumbers([number]).flatMap((key) =>
        conflicts.listDecided(key).map(({ kind, openedAt, resolvedAt, resolution, by }) => ({
          place: nameOf(key.account),
          kind,
          openedAt: toInstant(openedAt),
          resolvedAt: toInstant(resolvedAt),
          resolution,
          by,
        })),
      );
      const open = conflicts.listOpenOfNumbers([number]).map(({ account, kind, openedAt }) => ({
        place: nameOf(account),
        kind,
        openedAt: toInstant(openedAt),
        resolvedAt: null,
        resolution: null,
        by: null,
      }));
      return [...decided, ...open].toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
    },
  };
}
