/** The desk's settings: the default country of numbers, and who is at the desk. */
import type { Settings } from '../../shared/contract/app.ts';
import { isRegion } from '../../shared/domain/number.ts';
import type { SettingRows } from './db/settingRows.ts';

export type SettingsService = {
  readonly load: () => Settings;
  /** Saves what is given and answers all; a country that no numbering plan knows is left out. */
  readonly save: (patch: Partial<Settings>) => Settings;
};

/** `defaultAuthor`: whom to name until somebody says who they are; hosts know the OS user. */
export function createSettings(rows: SettingRows, defaultAuthor = 'Supervisor'): SettingsService {
  function load(): Settings {
    const region = rows.load('region');
    const author = rows.load('author');
    return {
      region: typeof region === 'string' && isRegion(region) ? region : null,
      author: typeof author === 'string' && author !== '' ? author : defaultAuthor,
    };
  }
  return {
    load,
    save({ region, author }) {
      if (region === null || (region !== undefined && isRegion(region))) rows.save('region', region);
      if (author !== undefined) rows.save('author', author);
      return load();
    },
  };
}
