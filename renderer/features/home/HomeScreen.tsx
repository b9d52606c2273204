/**
 * Home: whether it is safe to dial, what needs a person, requests against the clock, the accounts, and the week. One column;
 * each part has its own place, so that none moves another. Keys: J K move over what needs you, Enter does it, H puts it off.
 */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { HomeState } from '../../../shared/contract/home.ts';
import { useDesk } from '../../desk.tsx';
import { FirstQuestions } from '../../ui/FirstQuestions.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { standingMarks } from '../../ui/marks.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { AccountLines } from './AccountLines.tsx';
import { Clock } from './Clock.tsx';
import { Doors } from './Doors.tsx';
import classes from './Home.module.css';
import { NeedLines } from './NeedLines.tsx';
import { Week } from './Week.tsx';
import { homeScreenWords as say } from '../../../shared/words/page/home.ts';

/** What is said of time grows old also where nothing happens. */
const readAgainMs = 30_000;

export function HomeScreen() {
  const { queries } = useDesk();
  const home = useQuery(queries.home.state.queryOptions({ refetchInterval: readAgainMs }));
  if (home.isError)
    return (
      <Screen title={say.home}>
        <ErrorState error={home.error} onRetry={() => void home.refetch()} />
      </Screen>
    );
  const { data } = home;
  return (
    <Screen title={say.home}>
      <div className={classes.column}>
        <Standing home={data} />
        <Doors home={data} />
        {data === undefined ? null : <FirstQuestions />}
        <Part title={say.needsYou} lines={3} data={data}>
          {(state) => <NeedLines needs={state.needs} waiting={state.waiting} />}
        </Part>
        <Part title={say.requestsAgainstTheClock} lines={5} data={data}>
          {({ clock }) => <Clock clock={clock} />}
        </Part>
        <Part title={say.accounts} lines={2} data={data}>
          {() => <AccountLines />}
        </Part>
        <Part title={say.thisWeek} lines={1} data={data}>
          {({ week }) => <Week week={week} />}
        </Part>
      </div>
    </Screen>
  );
}

/** The largest words of the page: how it stands, and when that was last seen. */
function Standing({ home }: { readonly home: HomeState | undefined }) {
  const { state } = useStore(useDesk().connection);
  if (home === undefined)
    return (
      <div className={classes.standing}>
        <LineSkeletons lines={1} height={30} />
      </div>
    );
  if (state !== 'connected') {
    // What the desk said last was so then: a vendor may have lost a block since.
    return (
      <p className={classes.standing} data-tone="unknown" role="status">
        <StateMark mark={standingMarks.unknown} word="" />
        <span>{say.theDeskDoesNotAnswer}</span>
      </p>
    );
  }
  const { tone, sentence, since } = home.standing;
  return (
    <p className={classes.standing} data-tone={tone} role="status">
      <StateMark mark={standingMarks[tone]} word="" />
      <span>
        {say.lastRead(sentence, since === null)}
        {since === null ? null : <TimeText at={since} />}
      </span>
    </p>
  );
}

function Part(props: {
  readonly title: string;
  /** The height of the skeleton, in lines. */
  readonly lines: number;
  readonly data: HomeState | undefined;
  readonly children: (home: HomeState) => ReactNode;
}) {
  const { title, lines, data, children } = props;
  return (
    <section className={classes.part} aria-label={title}>
      <h2>{title}</h2>
      {data === undefined ? <LineSkeletons lines={lines} /> : children(data)}
    </section>
  );
}
