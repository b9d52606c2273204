/** The accounts, a row each: the state, the sentence behind it, and when it was last read. */
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../../desk.tsx';
import { toHash } from '../../route.ts';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { accountMarks, StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Home.module.css';
import { accountLinesWords as say } from '../../../shared/words/page/home.ts';

export function AccountLines() {
  const { queries } = useDesk();
  const { data } = useQuery(queries.accounts.list.queryOptions());
  if (data === undefined) return <LineSkeletons lines={2} />;
  if (data.length === 0)
    return (
      <p className={classes.quiet}>
        {say.noVendorIsConnected}
        <a href="#/accounts/connect">{say.connectAVendor}</a>
      </p>
    );
  return (
    <ul className={classes.accounts}>
      {data.map(({ id, name, state, sentence, lastScanAt }) => (
        <li key={id}>
          <a href={toHash({ screen: 'accounts', rest: [String(id)], number: null, params: {} })}>{name}</a>
          <StateMark mark={accountMarks[state]} />
          <span className={classes.sentence}>{sentence}</span>
          <TimeText at={lastScanAt} absent={say.neverRead} />
        </li>
      ))}
    </ul>
  );
}
