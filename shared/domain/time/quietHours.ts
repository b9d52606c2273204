/**
 * Quiet hours: the part of every day, by the wall clock, in which no run starts by schedule. Pure; the time is given.
 */

/**
 * Two wall-clock times, HH:MM. When `from` is after `to`, they last over midnight; when both are the same, there are no
 * quiet hours.
 */
export type QuietHours = { readonly from: string; readonly to: string };

/** Quiet hours that are on now: until when (epoch ms), and how the wall clock writes that time. */
export type QuietNow = { readonly until: number; readonly to: string };

const minuteMs = 60_000;
/** The longest that quiet hours can last, on a day that repeats an hour. */
const longest = 25 * 60;

/**
 * Whether a moment lies in the quiet hours of its day; `to` itself does not.
 * @param at epoch ms
 * @param from HH:MM, or null for none
 * @param timeZone an IANA zone; by default that of this machine
 */
export function isQuiet(at: number, from: string | null, to: string | null, timeZone?: string): boolean {
  return from !== null && to !== null && createTest({ from, to }, timeZone)(at);
}

/** The quiet hours that a moment lies in, or null. */
export function quietAt(at: number, hours: QuietHours | null, timeZone?: string): QuietNow | null {
  if (hours === null) return null;
  const test = createTest(hours, timeZone);
  if (!test(at)) return null;
  // Goes minute by minute, because the wall clock may jump on the way.
  let until = Math.floor(at / minuteMs) * minuteMs + minuteMs;
  for (let minutes = 0; test(until) && minutes < longest; minutes += 1) until += minuteMs;
  return { until, to: hours.to };
}

function createTest({ from, to }: QuietHours, timeZone: string | undefined): (at: number) => boolean {
  const wall = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return (at) => {
    // Times of this form compare as text.
    const time = wall.format(at);
    return from <= to ? from <= time && time < to : from <= time || time < to;
  };
}
