/** The name of a vendor row: "OSVI · Outbound 1", or only the account where the record belongs to the whole account. */
import type { VendorRow } from '../../../shared/contract/entries.ts';

export function toTargetName({ accountName, targetName }: Pick<VendorRow, 'accountName' | 'targetName'>): string {
  const own = targetName.startsWith(`${accountName} / `) ? targetName.slice(accountName.length + 3) : targetName;
  return own === '' || own === accountName ? accountName : `${accountName} · ${own}`;
}
