/** What is so at an account's vendor and stops nothing, a sentence each: shown with the account. */
import type { Target } from '../../../../shared/domain/entry/scope.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import { accountNotesWords as say } from '../../../../shared/words/core/sync/accounts.ts';

/** The sentences; `targets`: those of the account. */
export function describeNotes(
  { id, name, inNoPlan }: Account,
  targets: readonly Target[],
  trust: Pick<ClockTrust, 'judge'>,
): string[] {
  const clock = trust.judge(id, name);
  return [
    ...(clock.agrees ? [] : [clock.sentence]),
    ...describeInNoPlan(name, inNoPlan),
    ...describeUnlisted(name, targets),
  ];
}

function describeInNoPlan(name: string, inNoPlan: number): string[] {
  if (inNoPlan === 0) return [];
  const are = inNoPlan === 1 ? say.numberThereIs : say.numbersThereAre;
  return [say.inNoNumberingPlan(inNoPlan, are, name)];
}

function describeUnlisted(vendor: string, targets: readonly Target[]): string[] {
  const gone = targets.filter(({ state }) => state === 'gone').map(({ name }) => name);
  return gone.length === 0 ? [] : [say.isToldOfNoNewBlock(vendor, gone.join(', '), gone.length === 1)];
}
