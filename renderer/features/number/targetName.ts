/** The name of a vendor row: "OSVI · Outbound 1", and the account alone where the record is the whole account's. */
import type { VendorRow } from '../../../shared/contract/entries.ts';

export function toTargetName({ accountName, targetName }: Pick<VendorRow, 'accountName' | 'targetName'>): string {
  const own = targetName.startsWith(`${accountName} / `) ? targetName.slice(accountName.length + 3) : targetName;
  return own === '' || own === accountName ? accountName : `${accountName} · ${own}`;
}
