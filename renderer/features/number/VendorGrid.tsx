/**
 * One row per vendor account or agent: the state of the number there, what that means, and what can be done about it.
 */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { assertNever } from '../../../shared/assertNever.ts';
import type { VendorRow } from '../../../shared/contract/entries.ts';
import { toSentence, useDesk, useOpenPanel } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { MayCall } from '../../ui/MayCall.tsx';
import { recordMarks, StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './NumberDrawer.module.css';
import { toTargetName } from './targetName.ts';
import { vendorGridWords as say } from '../../../shared/words/page/number.ts';

export function VendorGrid({ number, rows }: { readonly number: string; readonly rows: readonly VendorRow[] }) {
  return (
    <>
      <h3 className={classes.heading}>{say.atTheVendors}</h3>
      {rows.length === 0 ? (
        <p className={classes.quiet}>{say.noVendorAccountIsAsked}</p>
      ) : (
        <table className={classes.grid}>
          <thead>
            <tr>
              <th scope="col">{say.vendorAgent}</th>
              <th scope="col">{say.state}</th>
              <th scope="col">{say.lastSeen}</th>
              <th scope="col">{say.lastSent}</th>
            </tr>
          </thead>
          {rows.map((row) => (
            <VendorLines key={`${row.account}/${row.scope}`} number={number} row={row} />
          ))}
        </table>
      )}
    </>
  );
}

function VendorLines({ number, row }: { readonly number: string; readonly row: VendorRow }) {
  return (
    <tbody>
      <tr>
        <th scope="row">{toTargetName(row)}</th>
        <td>
          <StateMark mark={recordMarks[row.state]} />
        </td>
        <td>
          <TimeText at={row.lastSeenAt} />
        </td>
        <td>
          <TimeText at={row.lastSentAt} />
        </td>
      </tr>
      <tr className={classes.meaning}>
        <td colSpan={4}>
          <div>
            <span>
              {row.mayCall === null ? null : (
                <>
                  <MayCall sentence={row.mayCall} state={row.state} />{' '}
                </>
              )}
              {say.lastAnswer(row.sentence, row.lastAnswer)}
            </span>
            <span className={classes.rowActions}>
              {row.actions.map((action) => (
                <RowAction key={action} action={action} number={number} row={row} />
              ))}
            </span>
          </div>
        </td>
      </tr>
    </tbody>
  );
}

function RowAction(props: {
  readonly action: VendorRow['actions'][number];
  readonly number: string;
  readonly row: VendorRow;
}) {
  const { action, number, row } = props;
  const { client } = useDesk();
  const openPanel = useOpenPanel();
  const tell = useTell();
  const record = { account: row.account, scope: row.scope, number };

  async function act(): Promise<void> {
    switch (action) {
      case 'addReference':
        return openPanel({ kind: 'edit', number, focus: 'callReference' });
      case 'review':
        return goTo('conflicts', { rest: row.conflict === null ? [] : [String(row.conflict)] });
      case 'checkNow':
        return tell((await client.sync.checkNow(record)).sentence);
      case 'retry':
        await client.sync.retry(record);
        return tell(say.itIsTriedAgain(row.accountName));
      case 'confirmRemoved':
        await client.sync.confirmRemoved(record);
        return tell(say.noted(row.accountName));
      default:
        return assertNever(action);
    }
  }

  const run = useMutation({ mutationFn: act, onError: (error) => tell(toSentence(error), true) });
  return (
    <Button
      variant="default"
      size="compact-xs"
      loading={run.isPending}
      onClick={() => run.mutate()}
      aria-label={`${actionWords[action]}: ${toTargetName(row)}`}
    >
      {actionWords[action]}
    </Button>
  );
}

const actionWords = {
  addReference: say.addReference,
  checkNow: say.checkNow,
  retry: say.tryAgain,
  confirmRemoved: say.iRemovedItThere,
  review: say.review,
} as const satisfies Record<VendorRow['actions'][number], string>;
