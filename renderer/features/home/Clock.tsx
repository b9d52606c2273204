/**
 * Requests against the clock: by when they have to be everywhere, which are late, and day by day what came in and what of it is
 * still open. A day leads to its numbers.
 */
import { useQuery } from '@tanstack/react-query';
import type { HomeState } from '../../../shared/contract/home.ts';
import { parseDay } from '../../../shared/domain/time/moment.ts';
import { toLongDay } from '../../ui/timeWords.ts';
import { useDesk } from '../../desk.tsx';
import { toHash } from '../../route.ts';
import classes from './Home.module.css';
import { clockWords as say } from '../../../shared/words/page/home.ts';

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
        {say.dueAfter}
        {deadline}
        {source === null ? say.byYourOwnRule : ` (${source})`}.{' '}
        {open === 0 ? (
          hasVendors ? (
            say.noRequestIsOpen
          ) : (
            say.noVendorIsConnected
          )
        ) : (
          <strong className={overdue > 0 ? classes.lost : undefined}>
            <a href={toList({ open: 'any' })}>{say.requestsAreOpen(open)}</a>
            {overdue > 0 ? ', ' : ''}
            {overdue > 0 ? <a href={toList({ open: 'overdue' })}>{say.overdue(overdue)}</a> : null}
            {dueToday > 0 ? ', ' : ''}
            {dueToday > 0 ? <a href={toList({ open: 'today' })}>{say.dueToday(dueToday)}</a> : null}.
          </strong>
        )}{' '}
        <a href="#/settings/deadline">{say.changeTheRule}</a>
      </p>
      <ol className={classes.days} aria-label={say.requestsByTheDay}>
        {days.map(({ day, came, open: left }) => (
          <li key={day}>
            <a
              href={toList({ added: day })}
              aria-label={say.cameInOpen(toWords(day), came, left)}
              title={say.cameInOpen(toWords(day), came, left)}
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
        {earlier > 0 ? say.moreThatAreOpenCame(earlier) : null}
        {say.byTheDay}
        {hasVendors ? say.filled : null}
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
