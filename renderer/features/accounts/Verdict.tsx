/** The result of the last connection test: word, shape, time, and the core's sentence. */
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Accounts.module.css';
import { verdictWords as say } from '../../../shared/words/page/accounts.ts';

export function Verdict({ test }: { readonly test: AccountRow['lastTest'] }) {
  if (test === null) return <StateMark mark={{ word: say.notTestedYet, shape: 'dotted', tone: 'plain' }} />;
  return (
    <div>
      <div className={classes.line}>
        <StateMark
          mark={
            test.ok
              ? { word: say.works, shape: 'full', tone: 'verified' }
              : { word: say.doesNotWork, shape: 'triangle', tone: 'lost' }
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
