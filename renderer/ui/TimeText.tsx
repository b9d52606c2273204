/** A time, relative to now and kept so while it is on the screen; exact, with the zone named, on hover and to readers. */
import { useNow } from '../desk.tsx';
import { toExact, toRelative } from './words.ts';

export function TimeText({ at, absent = '–' }: { readonly at: string | null; readonly absent?: string }) {
  const now = useNow();
  if (at === null) return <span>{absent}</span>;
  return (
    <time dateTime={at} title={toExact(at)} style={{ whiteSpace: 'nowrap' }}>
      {toRelative(at, now)}
    </time>
  );
}
