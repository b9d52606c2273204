/**
 * The day of a register's answers, from the dates in its file. The oldest day counts, because an answer is good for a
 * number of days from its own. Where nothing tells day from month, the earlier reading counts, because it goes stale
 * sooner.
 */

export type OldestDay = {
  readonly take: (cell: string) => void;
  /** `2026-05-01`; null where a line has no date, or one that cannot be read. */
  readonly end: () => string | null;
};

const yearFirst = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T ].*)?$/;
const yearLast = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ,].*)?$/;

/**
 * Finds the oldest day of a column of dates, in day-month or month-day order, if all of them can be read in one order.
 */
export function createOldestDay(): OldestDay {
  const oldest: { dayFirst: string | undefined; monthFirst: string | undefined } = {
    dayFirst: undefined,
    monthFirst: undefined,
  };
  const isNever = { dayFirst: false, monthFirst: false };
  let isWhole = true;

  function note(order: 'dayFirst' | 'monthFirst', day: string | undefined): void {
    const known = oldest[order];
    if (day === undefined) isNever[order] = true;
    else if (known === undefined || day < known) oldest[order] = day;
  }

  return {
    take(cell) {
      const text = cell.trim();
      const plain = yearFirst.exec(text);
      const loose = yearLast.exec(text);
      const dayFirst = plain ? toDay(plain[1], plain[2], plain[3]) : toDay(loose?.[3], loose?.[2], loose?.[1]);
      const monthFirst = plain ? dayFirst : toDay(loose?.[3], loose?.[1], loose?.[2]);
      if (dayFirst === undefined && monthFirst === undefined) isWhole = false;
      note('dayFirst', dayFirst);
      note('monthFirst', monthFirst);
    },
    end() {
      if (!isWhole) return null;
      // One day that can be read in only one order shows the order of all of them.
      const { dayFirst, monthFirst } = oldest;
      if (isNever.dayFirst && isNever.monthFirst) return null;
      if (isNever.dayFirst || dayFirst === undefined) return monthFirst ?? null;
      if (isNever.monthFirst || monthFirst === undefined) return dayFirst;
      return dayFirst < monthFirst ? dayFirst : monthFirst;
    },
  };
}

function toDay(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  const text = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(text) ? undefined : text;
}
