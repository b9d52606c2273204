/** The desk's settings: the default country of numbers, who is at the desk, its zone, and when nothing syncs by itself. */
import { type Settings, settings } from '../../../shared/contract/settings.ts';
import { isRegion } from '../../../shared/domain/numbers/number.ts';
import { createZone, isZone, type Zone } from '../../../shared/domain/time/zone.ts';
import { usualDeadline } from '../../../shared/domain/home/deadline.ts';
import { defaultRegistryDays, type RegistryDays } from '../../../shared/domain/registries/registry.ts';
import { once } from '../../../shared/words/once.ts';
import type { SettingRows } from '../db/desk/settingRows.ts';

export type SettingsService = {
  readonly load: () => Settings;
  /** Saves the given settings and answers all of them. A country that no numbering plan knows is left out. */
  readonly save: (patch: Partial<Settings>) => Settings;
  /** The desk's zone, ready to answer questions. */
  readonly zone: () => Zone;
};

export type SettingDefaults = {
  /** The IANA name of the machine's zone, which is the desk's until a person chooses another. Asked for where it matters. */
  readonly zone: () => string;
  /** The author's name until a person sets one; hosts know the OS user. */
  readonly author?: string | undefined;
};

/** A quarter: long enough to look into what a vendor was told, and no archive. */
const usualLogDays = 90;
const everyKind: Settings['notify'] = { call: true, account: true, question: true, desk: true };

/** Settings over their rows: one that is not saved, or no longer valid, has its default. */
export function createSettings(
  rows: SettingRows,
  { zone, author: someone = 'Supervisor' }: SettingDefaults,
): SettingsService {
  // Every check reads it; nothing but `save` changes it.
  let known: Settings | undefined;
  let deskZone: Zone | undefined;
  const load = (): Settings => (known ??= read());

  function read(): Settings {
    const region = rows.load('region');
    const author = rows.load('author');
    const text = (key: string) => {
      const value = rows.load(key);
      return typeof value === 'string' ? value : null;
    };
    const stored = rows.load('zone');
    // The first use of Intl takes a tenth of a small command's time, and most answers have no day in them.
    const zoneName = once(() => toZoneName(stored) ?? zone());
    return {
      region: typeof region === 'string' && isRegion(region) ? region : null,
      author: typeof author === 'string' && author !== '' ? author : someone,
      company: text('company'),
      get zone() {
        return zoneName();
      },
      quietFrom: text('quietFrom'),
      quietTo: text('quietTo'),
      registryDays: toDays(rows.load('registryDays')),
      requestLogDays: settings.shape.requestLogDays.safeParse(rows.load('requestLogDays')).data ?? usualLogDays,
      deadline: settings.shape.deadline.safeParse(rows.load('deadline')).data ?? { ...usualDeadline, holidays: 'US' },
      notify: settings.shape.notify.safeParse(rows.load('notify')).data ?? everyKind,
    };
  }
  return {
    load,
    save({
      region,
      author,
      company,
      zone: chosen,
      quietFrom,
      quietTo,
      registryDays,
      requestLogDays,
      deadline,
      notify,
    }) {
      if (region === null || (region !== undefined && isRegion(region))) rows.save('region', region);
      if (author !== undefined) rows.save('author', author);
      if (company !== undefined) rows.save('company', company);
      if (chosen !== undefined) rows.save('zone', chosen);
      if (quietFrom !== undefined) rows.save('quietFrom', quietFrom);
      if (quietTo !== undefined) rows.save('quietTo', quietTo);
      if (registryDays !== undefined) rows.save('registryDays', registryDays);
      if (requestLogDays !== undefined) rows.save('requestLogDays', requestLogDays);
      if (deadline !== undefined) rows.save('deadline', deadline);
      if (notify !== undefined) rows.save('notify', notify);
      known = undefined;
      return load();
    },
    zone() {
      const { zone: name } = load();
      if (deskZone?.name !== name) deskZone = createZone(name);
      return deskZone;
    },
  };
}

/** A zone that this machine's tables do not know, for example after a restore from a newer machine, counts as none. */
function toZoneName(stored: unknown): string | undefined {
  return typeof stored === 'string' && isZone(stored) ? stored : undefined;
}

function toDays(stored: unknown): RegistryDays {
  const parsed = settings.shape.registryDays.safeParse(stored);
  return parsed.success ? parsed.data : defaultRegistryDays;
}
