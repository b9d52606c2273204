/**
 * Times on the screen, in the desk's zone: short, updated while they are shown, and exact on hover and for screen
 * readers.
 */
import { useNow, useZone } from '../desk.tsx';
import { toEndDay, toExact, toExactEnd, toRelative } from './timeWords.ts';

/** A time, relative to now. */
export function TimeText({ at, absent = '–' }: { readonly at: string | null; readonly absent?: string }) {
  const now = useNow();
  const zone = useZone();
  if (at === null) return <span>{absent}</span>;
  return (
    <time dateTime={at} title={toExact(at, zone)} style={{ whiteSpace: 'nowrap' }}>
      {toRelative(at, now, zone)}
    </time>
  );
}

/** The end of a block: its last day. */
export function EndText({ end, absent = '–' }: { readonly end: string | null; readonly absent?: string }) {
  const now = useNow();
  const zone = useZone();
  if (end === null) return <span>{absent}</span>;
  return (
    <time dateTime={end} title={toExactEnd(end, zone)} style={{ whiteSpace: 'nowrap' }}>
      {toEndDay(end, now, zone)}
    </time>
  );
}
