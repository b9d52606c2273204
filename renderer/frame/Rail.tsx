/** The rail: one link per screen, with a badge where something waits for a person. */
import { useQuery } from '@tanstack/react-query';
import { nameScreen } from '../../shared/actions.ts';
import { useDesk } from '../desk.tsx';
import { toHash, useRoute } from '../route.ts';
import { type ScreenEntry, screens } from '../screens.tsx';
import classes from './Frame.module.css';
import { toCount } from '../../shared/words/counts.ts';
import { railWords as say } from '../../shared/words/page/frame.ts';

export function Rail() {
  const { queries } = useDesk();
  const route = useRoute();
  const { data: status } = useQuery(queries.app.status.queryOptions());
  const { data: accounts } = useQuery(queries.accounts.list.queryOptions());
  const { data: same } = useQuery(queries.accounts.sameQuestions.queryOptions());
  const { data: handedIn } = useQuery(queries.callForms.asked.queryOptions());
  const waiting = {
    conflicts: (status?.conflicts ?? 0) + (same?.length ?? 0) + (handedIn?.length ?? 0),
    accounts: accounts?.filter(({ state }) => state === 'needsYou').length ?? 0,
  };
  return (
    <nav className={classes.rail} aria-label={say.screens}>
      <ul>
        {screens.map((screen) => (
          <li key={screen.id}>
            <RailLink
              screen={screen}
              current={route.screen === screen.id}
              count={screen.badge === undefined ? 0 : waiting[screen.badge]}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailLink(props: { readonly screen: ScreenEntry; readonly current: boolean; readonly count: number }) {
  const { screen, current, count } = props;
  const Icon = screen.icon;
  return (
    <a
      className={classes.railItem}
      href={toHash({ screen: screen.id, rest: [], number: null, params: {} })}
      aria-current={current ? 'page' : undefined}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      {nameScreen(screen.id)}
      {count === 0 ? null : (
        <span className={classes.railBadge}>
          {count > 99 ? '99+' : toCount(count)}
          <span className="visually-hidden">{say.waitingForYou}</span>
        </span>
      )}
    </a>
  );
}
