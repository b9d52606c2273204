// What a vendor makes of a record: how it keeps what it is sent, under which id, and how it shows what it keeps. Every
// vendor model and the control make their records here, so that each temperament holds for all of them.
import type { SandboxRecord } from './sandboxRecord.ts';
import type { Tenant, TenantSettings, VendorContext, VendorModel } from './sandboxTypes.ts';
import { toShownNumber } from './phoneNumbers.ts';
import type { OmittedField } from './temperament.ts';

/** Where a record is shown: in a list, or in an answer about this one record. */
export type ShownIn = 'list' | 'answer';

const markup: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A reason or a label as the vendor keeps it. */
export function keepText(text: string | undefined, settings: TenantSettings): string | null {
  if (text === undefined) return null;
  const { composesUnicode, foldsSpaces, reasonLength, escapesMarkup } = settings;
  const composed = composesUnicode ? text.normalize('NFC') : text;
  const folded = foldsSpaces ? composed.replace(/\s+/g, ' ').trim() : composed;
  const cut = reasonLength === null ? folded : Array.from(folded).slice(0, reasonLength).join('');
  return escapesMarkup ? cut.replace(/[&<>"']/g, (sign) => markup[sign] ?? sign) : cut;
}

/** An expiry (epoch ms) as the vendor keeps it. */
export function keepExpiry(at: number, { expiryStepMs }: TenantSettings): number {
  return at - (at % expiryStepMs);
}

/** The record that a second add of this number would repeat, if any. `text` is the number as it was sent. */
export function findDuplicate(
  model: VendorModel,
  tenant: Tenant,
  key: Parameters<VendorModel['keyOf']>[0],
  text: string,
): SandboxRecord | undefined {
  const same = tenant.records.allByKey(model.keyOf(key));
  return tenant.settings.comparesTexts
    ? same.find((record) => showNumber(record, tenant.settings) === text.trim())
    : same[0];
}

/** A new record of this vendor, under the id that its temperament gives. It is not on the list yet. */
export function makeRecord(
  model: VendorModel,
  tenant: Tenant,
  context: VendorContext,
  fields: Partial<SandboxRecord> & Pick<SandboxRecord, 'number'>,
): SandboxRecord {
  const record = { ...blank, ...fields };
  const { removedIds } = tenant.settings;
  const removed = removedIds === 'never' ? undefined : tenant.records.lastRemoved(model.keyOf(record));
  const former = removed !== undefined && tenant.records.get(removed.id) === undefined ? removed : undefined;
  const revived = removedIds === 'revived' ? former : undefined;
  const createdAt = revived?.createdAt ?? fields.createdAt ?? context.now;
  return { ...record, id: former?.id ?? model.newRecordId(tenant, context), createdAt, updatedAt: context.now };
}

const blank = {
  agents: [],
  userId: null,
  reason: null,
  label: null,
  expiresAt: null,
  source: 'api',
  batchId: null,
  requestUUID: null,
  writtenAs: null,
} as const;

/** The text that a record keeps of the number it was sent: only a vendor that compares texts keeps it. */
export function keepWriting(text: string, { comparesTexts }: TenantSettings): string | null {
  return comparesTexts ? text.trim() : null;
}

/** A record's number as the vendor writes it. */
export function showNumber({ number, writtenAs }: SandboxRecord, settings: TenantSettings): string {
  return writtenAs ?? toShownNumber(number, settings);
}

/** Whether a search for part of a number finds this record. */
export function hasDigits(record: SandboxRecord, search: string, settings: TenantSettings): boolean {
  if (showNumber(record, settings).includes(search)) return true;
  return settings.searches === 'anyForm' && record.number.slice(1).includes(search);
}

/** The wire record without what the vendor leaves out there. `names`: how each part is called on the wire. */
export function withoutOmitted(
  wire: Readonly<Record<string, unknown>>,
  names: Partial<Readonly<Record<OmittedField, readonly string[]>>>,
  { listsLeaveOut, answersLeaveOut }: TenantSettings,
  where: ShownIn,
): unknown {
  const omitted = (where === 'list' ? listsLeaveOut : answersLeaveOut).flatMap((field) => names[field] ?? []);
  return omitted.length === 0
    ? wire
    : Object.fromEntries(Object.entries(wire).filter(([name]) => !omitted.includes(name)));
}
