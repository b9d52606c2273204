/** The result of the last connection test: word, shape, time, and the core's sentence. */
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Accounts.module.css';

export function Verdict({ test }: { readonly test: AccountRow['lastTest'] }) {
  if (test === null) return <StateMark mark={{ word: 'not tested yet', shape: 'dotted', tone: 'plain' }} />;
  return (
    <div>
      <div className={classes.line}>
        <StateMark
          mark={
            test.ok
              ? { word: 'works', shape: 'full', tone: 'verified' }
              : { word: 'does not work', shape: 'triangle', tone: 'lost' }
          }
        />
        <span className={classes.quiet}>
          <TimeText at={test.at} />
        </span>
      </div>
      {test.sentence}
    </div>
  );
}
