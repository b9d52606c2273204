/** The time zones that this browser knows, for pickers: by place, with the present time on their wall clock. */
import { toInstant } from '../../shared/domain/time/instant.ts';
import { createZone, isZone, toOffsetText } from '../../shared/domain/time/zone.ts';

/** Browsers list some places by the name that they had when the tables were made; people do not look for that name. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Godthab', 'America/Nuuk'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
]);

/** @param chosen is among the choices even where the browser lists it by another name */
export function zoneChoices(chosen: string, now: Date): { value: string; label: string }[] {
  const at = toInstant(now.getTime());
  const listed = Intl.supportedValuesOf('timeZone').map((name) => {
    const today = renamed.get(name);
    return today !== undefined && isZone(today) ? today : name;
  });
  return [...new Set([...listed, 'UTC', chosen])].toSorted().map((name) => ({
    value: name,
    label: `${name.replaceAll('_', ' ')} · ${nameInEnglish(name, now)} (${toOffsetText(createZone(name), at)})`,
  }));
}

/** "Eastern Standard Time": people search by it too. */
function nameInEnglish(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'long' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
