/**
 * One account: its state, its actions, and what its vendor keeps of an entry. It shows what the core says and assumes
 * nothing.
 */
import { useEffect, useRef } from 'react';
import type { AccountRow, Vendor } from '../../../shared/contract/sync.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { useJobs } from '../../desk.tsx';
import { goTo, toHash } from '../../route.ts';
import type { JobsState } from '../../stores/jobs.ts';
import factClasses from '../../ui/Facts.module.css';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { SameQuestions } from '../../ui/SameQuestions.tsx';
import { accountMarks, runMarks, Shape, StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { toDuration } from '../../ui/words.ts';
import { AccountActions } from './AccountActions.tsx';
import classes from './Accounts.module.css';
import { AddressQuestion } from './AddressQuestion.tsx';
import { countMarks, countNames, steadyCounts, toSchedule } from './accountWords.ts';
import { KeepsTable } from './KeepsTable.tsx';
import { LongWait } from './LongWait.tsx';
import { MailQuestion } from './MailQuestion.tsx';
import { Suspicion } from './Suspicion.tsx';
import { SyncOutcome } from './SyncOutcome.tsx';
import { TargetList } from './TargetList.tsx';
import { Verdict } from './Verdict.tsx';
import { accountCardWords as say } from '../../../shared/words/page/accounts.ts';

export function AccountCard(props: {
  readonly account: AccountRow;
  readonly vendor: Vendor | undefined;
  /** The address names this account, so it scrolls into view. */
  readonly isChosen: boolean;
}) {
  const { account, vendor, isChosen } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const job = useJobs((state) => findSync(state, account));
  useEffect(() => {
    if (isChosen) heading.current?.focus();
  }, [isChosen]);
  const headingId = `account-${account.id}`;
  return (
    <section className={classes.card} aria-labelledby={headingId} data-chosen={isChosen}>
      <header className={classes.head}>
        <h2 className={classes.name} id={headingId} ref={heading} tabIndex={-1}>
          {account.name}
        </h2>
        <span className={classes.quiet}>
          {account.vendorName} · {toHost(account.baseUrl)}
        </span>
        <AccountActions account={account} isSyncing={job?.state === 'running'} />
      </header>
      <p className={classes.state}>
        <strong>
          <StateMark mark={accountMarks[account.state]} />
        </strong>
        <span>{account.sentence}</span>
      </p>
      {account.notes.map((note) => (
        <p key={note} className={classes.quiet}>
          {note}
        </p>
      ))}
      {account.isAddressConfirmed ? null : <AddressQuestion account={account} />}
      <SameQuestions account={account.id} />
      {account.longWaitUntil === null ? null : <LongWait account={account} />}
      {account.suspicion === null ? null : <Suspicion account={account} suspicion={account.suspicion} />}
      {account.mails > 0 && !account.mailsAllowed ? <MailQuestion account={account} /> : null}
      {job === undefined ? null : job.state === 'running' ? (
        <JobProgress job={job} cancelWord={say.stopTheSync} />
      ) : (
        <SyncOutcome job={job} account={account.name} />
      )}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Counts account={account} />
          <Facts account={account} vendor={vendor} />
          <TargetList account={account} readsAgents={vendor?.keeps.agents.how === 'kept'} />
        </div>
        {vendor === undefined ? null : <KeepsTable vendor={vendor} />}
      </div>
    </section>
  );
}

function Counts({ account }: { readonly account: AccountRow }) {
  return (
    <ul className={classes.counts} aria-label={say.records}>
      {countNames
        .filter((name) => steadyCounts.has(name) || account[name] > 0)
        .map((name) => (
          <li key={name}>
            <Shape mark={countMarks[name]} />
            <strong>{toCount(account[name])}</strong>
            {name === 'conflicts' ? (
              <button
                type="button"
                className={classes.link}
                onClick={() => goTo('conflicts', { params: { account: String(account.id) } })}
              >
                {say.conflictToDecide(account[name])}
              </button>
            ) : (
              countMarks[name].word
            )}
          </li>
        ))}
    </ul>
  );
}

function Facts({ account, vendor }: { readonly account: AccountRow; readonly vendor: Vendor | undefined }) {
  const rate = vendor?.requestsPerMinute ?? null;
  return (
    <dl className={factClasses.facts}>
      {account.lead?.isHere === true && account.lead.since !== null ? (
        <>
          <dt>{say.toldFromHereSince}</dt>
          <dd>
            <TimeText at={account.lead.since} />
          </dd>
        </>
      ) : null}
      <dt>{say.lastTest}</dt>
      <dd>
        <Verdict test={account.lastTest} />
      </dd>
      <dt>{say.lastFullLook}</dt>
      <dd>
        <TimeText
          at={account.lastScanAt}
          absent={vendor?.keeps.list.how === 'lost' ? say.thisVendorHasNoList : say.notYet}
        />
      </dd>
      <dt>{say.lastRun}</dt>
      <dd>
        <LastRun run={account.lastRun} />
      </dd>
      <dt>{say.syncs}</dt>
      <dd>
        {account.paused ? say.paused : toSchedule(account.everyMinutes)}
        {account.nextRunAt === null || account.paused ? null : (
          <>
            {say.next}
            <TimeText at={account.nextRunAt} />
          </>
        )}
      </dd>
      <dt>{say.rate}</dt>
      <dd>{say.noLimitDocumented(rate, account.pushSeconds, toDuration(account.pushSeconds))}</dd>
      {vendor?.mailsOnAdd === true ? (
        <>
          <dt>{say.emails}</dt>
          <dd>
            {account.mails === 0 ? say.oneToYourAdmin(account.mailsAllowed) : say.mailsToYourAdmin(account.mails)}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function LastRun({ run }: { readonly run: AccountRow['lastRun'] }) {
  if (run === null) return say.noneYet;
  return (
    <>
      <StateMark mark={runMarks[run.outcome ?? 'running']} />,{' '}
      <a className={classes.link} href={toHash({ screen: 'runs', rest: [String(run.id)], number: null, params: {} })}>
        <TimeText at={run.at} />
        <span className="visually-hidden">{say.showTheRun}</span>
      </a>
    </>
  );
}

/**
 * The sync that is running, or the newest one that this page knows of. A sync of all accounts has no subject; each
 * account finishes it at its own time.
 */
function findSync({ byId }: JobsState, { id, lastRun }: AccountRow) {
  const isRunning = lastRun !== null && lastRun.outcome === null;
  return [...byId.values()].findLast(
    ({ kind, subject, state }) =>
      kind === 'sync' && (subject === String(id) || (subject === null && state === 'running' && isRunning)),
  );
}

function toHost(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
