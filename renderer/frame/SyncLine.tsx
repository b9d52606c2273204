/**
 * The bottom line: each account as shape and word, with the whole sentence on hover, and a link to its newest run. It
 * repeats what the core says and promises nothing.
 */
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { AccountRow } from '../../shared/contract/sync.ts';
import { useDesk } from '../desk.tsx';
import { toHash } from '../route.ts';
import { accountMarks, StateMark } from '../ui/StateMark.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import classes from './Frame.module.css';
import { syncLineWords as say } from '../../shared/words/page/frame.ts';

export function SyncLine() {
  const { queries } = useDesk();
  const { data: accounts } = useQuery(queries.accounts.list.queryOptions());
  return (
    <footer className={classes.sync} aria-label={say.accounts}>
      {accounts?.map((account) => (
        <Fragment key={account.id}>
          <a
            className={classes.syncItem}
            href={toHash({ screen: 'accounts', rest: [String(account.id)], number: null, params: {} })}
            title={account.sentence}
          >
            <strong style={{ fontWeight: 600 }}>{account.name}</strong>
            <StateMark mark={accountMarks[account.state]} word={toWord(account)} />
          </a>
          <LastRun account={account} />
        </Fragment>
      ))}
      {accounts?.length === 0 ? <span className={classes.syncQuiet}>{say.noVendorAccountYet}</span> : null}
    </footer>
  );
}

/** When the account was last found in step, else when its newest run began: a link to what happened, in full. */
function LastRun({ account: { name, state, lastRun, lastScanAt } }: { readonly account: AccountRow }) {
  if (lastRun === null) return null;
  return (
    <a
      className={classes.syncRun}
      href={toHash({ screen: 'runs', rest: [String(lastRun.id)], number: null, params: {} })}
    >
      <span className="visually-hidden">{say.lastRunOf(name)}</span>
      {lastRun.outcome === null ? (
        say.seeHowFar
      ) : (
        <TimeText at={state === 'inStep' && lastScanAt !== null ? lastScanAt : lastRun.at} />
      )}
    </a>
  );
}

function toWord({ state, waiting, unconfirmed }: AccountRow): string {
  if (state !== 'waiting') return accountMarks[state].word;
  return waiting > 0 || unconfirmed === 0 ? say.waiting(waiting) : say.notConfirmed(unconfirmed);
}
