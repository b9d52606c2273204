/** What a person may enter about an account, checked before anything is stored. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { AccountSettings } from '../../db/sync/accountRows.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { VendorAdapter } from '../../vendors/adapter.ts';
import { countryOf, countrySetting } from '../../vendors/commonSettings.ts';
import { parseBaseUrl } from '../../vendors/baseUrl.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { accountChecksWords as say } from '../../../../shared/words/core/sync/accounts.ts';

/** The settings as they are stored, or a refusal that names the field. `id`: the account itself; null: a new one. */
export function checkSettings(
  { accounts }: Pick<SyncStore, 'accounts'>,
  adapter: VendorAdapter,
  settings: AccountSettings,
  id: AccountId | null,
): Answer<AccountSettings> {
  const name = settings.name.trim();
  if (name.includes('/')) return refuse(say.theNameMustNotHold, 'name');
  if (/^everywhere( except .*)?$/i.test(name)) return refuse(say.theNameMustNotBe, 'name');
  if (/^\d+$/.test(name)) return refuse(say.theNameMustNotBeA, 'name');
  if (accounts.isNameTaken(name, id)) return refuse(say.thereIsAnAccount(name), 'name');
  const url = parseBaseUrl(settings.baseUrl);
  if (!url.ok) return refuse(url.message, 'baseUrl');
  const known = new Set(adapter.settings.map(({ key }) => key));
  const unknown = Object.keys(settings.settings).find((key) => !known.has(key));
  if (unknown !== undefined) return refuse(say.hasNoSettingNamed(adapter.name, unknown), 'settings');
  const missing = adapter.settings.find(({ key, required }) => required && !settings.settings[key]?.trim());
  if (missing !== undefined) return refuse(say.needsTheSetting(adapter.name, missing.label), 'settings');
  const country = countryOf(settings.settings);
  const given = settings.settings[countrySetting.key]?.trim() ?? '';
  if (given !== '' && country === undefined)
    return refuse(`"${given}" is not a country: write it as two letters, such as IL or IN.`, countrySetting.key);
  const { [countrySetting.key]: _written, ...rest } = settings.settings;
  const kept = country === undefined ? rest : { ...rest, [countrySetting.key]: country };
  return { ok: true, value: { ...settings, settings: kept, name, baseUrl: url.baseUrl } };
}
