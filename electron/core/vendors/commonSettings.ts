/** Settings that an account has whatever its vendor is. */
import { isRegion, type Region } from '../../../shared/domain/numbers/number.ts';
import type { SettingField } from './adapter.ts';
import { commonSettingsWords as say } from '../../../shared/words/core/vendors.ts';

/** The country in which numbers are read that the vendor shows without a + and country code. */
export const countrySetting: SettingField = {
  key: 'country',
  label: say.countryOfItsNumbers,
  help: 'Two letters, such as IL or IN: how numbers are read that the vendor shows without + and country code. Leave it empty for the country of this desk.',
  required: false,
};

/** The country that an account's settings name; undefined where they name none. */
export function countryOf(settings: Readonly<Record<string, string>>): Region | undefined {
  const text = settings[countrySetting.key]?.trim().toUpperCase() ?? '';
  return isRegion(text) ? text : undefined;
}
