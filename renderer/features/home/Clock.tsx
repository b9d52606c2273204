/**
 * Requests against the clock: by when they have to be everywhere, which are late, and day by day what came in and what of it is
 * still open. A day leads to its numbers.
 */
import { useQuery } from '@tanstack/react-query';
import type { HomeState } from '../../../shared/contract/home.ts';
import { parseDay } from '../../../shared/domain/time/moment.ts';
import { toLongDay } from '../../ui/timeWords.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { useDesk } from '../../desk.tsx';
import { toHash } from '../../route.ts';
import classes from './Home.module.css';

type ClockState = HomeState['clock'];

export function Clock({ clock }: { readonly clock: ClockState }) {
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  // Without a vendor no request concerns one, and nothing is said to be done there.
  const hasVendors = accounts.data === undefined || accounts.data.length > 0;
  const { deadline, source, open, overdue, dueToday, days, earlier } = clock;
  const most = Math.max(1, ...days.map(({ came, open: left }) => Math.max(came, left)));
  return (
    <>
      <p className={classes.quiet}>
        Due after {deadline}
        {source === null ? ', by your own rule' : ` (${source})`}.{' '}
        {open === 0 ? (
          hasVendors ? (
            'No request is open: every vendor that a request concerns has it.'
          ) : (
            'No vendor is connected, so no request can be late at one.'
          )
        ) : (
          <strong className={overdue > 0 ? classes.lost : undefined}>
            <a href={toList({ open: 'any' })}>{countOf(open, 'request is', 'requests are')} open</a>
            {overdue > 0 ? ', ' : ''}
            {overdue > 0 ? <a href={toList({ open: 'overdue' })}>{toCount(overdue)} overdue</a> : null}
            {dueToday > 0 ? ', ' : ''}
            {dueToday > 0 ? <a href={toList({ open: 'today' })}>{toCount(dueToday)} due today</a> : null}.
          </strong>
        )}{' '}
        <a href="#/settings">Change the rule</a>
      </p>
      <ol className={classes.days} aria-label="Requests by the day on which they came in">
        {days.map(({ day, came, open: left }) => (
          <li key={day}>
            <a
              href={toList({ added: day })}
              aria-label={`${toWords(day)}: ${toCount(came)} came in, ${toCount(left)} open`}
              title={`${toWords(day)}: ${toCount(came)} came in, ${toCount(left)} open`}
            >
              <span className={classes.bar} aria-hidden="true">
                {came > left ? <span style={{ height: `${toHeight(came - left, most)}%` }} data-part="done" /> : null}
                {left > 0 ? <span style={{ height: `${toHeight(left, most)}%` }} data-part="open" /> : null}
              </span>
              <span aria-hidden="true">{Number(day.slice(8))}</span>
            </a>
          </li>
        ))}
      </ol>
      <p className={classes.quiet}>
        {earlier > 0 ? `${countOf(earlier, 'more that is', 'more that are')} open came in before. ` : null}
        By the day on which they came in.
        {hasVendors ? ' Filled: at every vendor that it concerns. Hatched: still open.' : null}
      </p>
    </>
  );
}

/** The list, so filtered. */
const toList = (params: Readonly<Record<string, string>>) => toHash({ screen: 'list', rest: [], number: null, params });

function toWords(day: string): string {
  const parsed = parseDay(day);
  return parsed === undefined ? day : toLongDay(parsed);
}

/** Percent of the bar; what is there at all is seen. */
function toHeight(count: number, most: number): number {
  return Math.max(6, (100 * count) / most);
}
