/** What the next sync will send, account by account: counts, the first records of each kind, and what may change until then. */
import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AccountRow, NextSync as Preview } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import { openNumber } from '../../route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { accountMarks, StateMark } from '../../ui/StateMark.tsx';
import classes from './NextSync.module.css';
import { nextSyncWords as say } from '../../../shared/words/page/accounts.ts';

type Kind = Preview['groups'][number]['kind'];

/** What becomes of so many records. */
const words: Readonly<Record<Kind, (count: number) => string>> = {
  add: (count) => say.recordsToAdd(count),
  change: (count) => say.recordsToChange(count),
  remove: (count) => say.recordsToRemoveThere(count),
  lookUp: (count) => say.recordsToLookUpFirst(count),
  settled: (count) => say.recordsAreSoAlready(count),
  wait: (count) => say.recordsWait(count),
  person: (count) => say.recordsWaitForYou(count),
};

export function NextSync({ account, onClose }: { readonly account: number | null; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const shown = accounts.data?.filter(({ id }) => account === null || id === account) ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={say.whatTheNextSync}
      closeButtonProps={{ 'aria-label': say.closeThePreview }}
    >
      {accounts.isError ? (
        <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : accounts.data === undefined ? (
        <LineSkeletons lines={5} />
      ) : shown.length === 0 ? (
        <EmptyState title={say.nothingWillBeSent}>{say.noVendorAccountIsConnected}</EmptyState>
      ) : (
        shown.map((one) => <AccountPreview key={one.id} account={one} onClose={onClose} />)
      )}
    </Modal>
  );
}

function AccountPreview({ account, onClose }: { readonly account: AccountRow; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const preview = useQuery(queries.sync.preview.queryOptions({ input: { account: account.id }, staleTime: 0 }));
  return (
    <section className={classes.account} aria-label={account.name}>
      <h3 className={classes.name}>
        {account.name} <StateMark mark={accountMarks[account.state]} />
      </h3>
      {preview.isError ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.data === undefined ? (
        <LineSkeletons lines={3} />
      ) : (
        <>
          {preview.data.groups.length === 0 ? (
            <Text size="sm">{say.nothingIsOwedTo(account.name)}</Text>
          ) : (
            preview.data.groups.map((group) => <GroupLines key={group.kind} group={group} onClose={onClose} />)
          )}
          <ul className={classes.notes}>
            {preview.data.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function GroupLines({ group, onClose }: { readonly group: Preview['groups'][number]; readonly onClose: () => void }) {
  const { kind, count, lines } = group;
  const more = count - lines.length;
  return (
    <>
      <h4 className={classes.group}>{words[kind](count)}</h4>
      {lines.length === 0 ? null : (
        <table className={classes.lines}>
          <caption className="visually-hidden">{words[kind](count)}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{say.number}</th>
              <th scope="col">{say.listAtTheVendor}</th>
              <th scope="col">{say.why}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ number, international, place, why }) => (
              <tr key={`${number} ${place}`}>
                <th scope="row">
                  <a
                    href={`#/number/${number}`}
                    onClick={(event) => {
                      event.preventDefault();
                      onClose();
                      openNumber(number);
                    }}
                  >
                    {international}
                  </a>
                </th>
                <td>{place}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && lines.length > 0 ? <p className={classes.more}>{say.andMores(more)}</p> : null}
    </>
  );
}
