/** The time zones that this browser knows, for pickers: by place, with what their wall shows now. */
import { toInstant } from '../../shared/domain/instant.ts';
import { createZone, toOffsetText } from '../../shared/domain/zone.ts';

/** @param chosen stands among them even where the browser knows it by another name */
export function zoneChoices(chosen: string, now: Date): { value: string; label: string }[] {
  const at = toInstant(now.getTime());
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen])].toSorted().map((name) => ({
    value: name,
    label: `${name.replaceAll('_', ' ')} · ${nameInEnglish(name, now)} (${toOffsetText(createZone(name), at)})`,
  }));
}

/** "Eastern Standard Time": people search by it where a place goes by an old name. */
function nameInEnglish(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'long' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
