/** By when a person's request has to be honoured everywhere: a count of days that a rule sets, or that a company sets itself. */
import { addBusinessDays, type HolidayCalendar } from '../time/businessDays.ts';
import { addDays, type Day } from '../time/moment.ts';

export const countings = ['businessDays', 'days'] as const;
export type Deadline = {
  readonly days: number;
  /** Whether weekends and holidays count. */
  readonly counting: (typeof countings)[number];
};

export type DeadlinePreset = Deadline & {
  readonly country: string;
  readonly rule: string;
  /** Where it is written, and since when it is in force. */
  readonly source: string;
};

/** What the rules of some countries say of a company's own list. */
export const deadlinePresets: readonly DeadlinePreset[] = [
  {
    country: 'US',
    days: 10,
    counting: 'businessDays',
    rule: 'at most 10 business days',
    source: '47 CFR 64.1200(d)(3), in force since 11 April 2025',
  },
  {
    country: 'CA',
    days: 14,
    counting: 'days',
    rule: 'at most 14 days',
    source: 'CRTC Unsolicited Telecommunications Rules, Part III',
  },
];

/** The strictest of the rules above, which nobody is late by who keeps it. */
export const usualDeadline: Deadline = { days: 10, counting: 'businessDays' };

/** The last day on which a request is in time that came on a day. */
export function toDueDay(requested: Day, { days, counting }: Deadline, calendar: HolidayCalendar): Day {
  return counting === 'days' ? addDays(requested, days) : addBusinessDays(requested, days, calendar);
}

/** Whether the last day of a request is over, is today, or is to come. */
export type Due = 'past' | 'today' | 'ahead';

/**
 * Judges requests by when they came, in epoch ms, prepared for many.
 * @param dayOf the desk's day of an instant
 * @param now epoch ms
 */
export function createDueOf(
  deadline: Deadline & { readonly holidays: HolidayCalendar },
  dayOf: (ms: number) => Day,
  now: number,
): (requestedAt: number) => Due {
  const today = dayOf(now);
  const known = new Map<Day, Due>();
  return (requestedAt) => {
    const requested = dayOf(requestedAt);
    const found = known.get(requested);
    if (found !== undefined) return found;
    const last = toDueDay(requested, deadline, deadline.holidays);
    const due = last < today ? 'past' : last === today ? 'today' : 'ahead';
    known.set(requested, due);
    return due;
  };
}

/** "10 business days". */
export function describeDeadline({ days, counting }: Deadline): string {
  const unit = counting === 'days' ? 'day' : 'business day';
  return `${days} ${unit}${days === 1 ? '' : 's'}`;
}
