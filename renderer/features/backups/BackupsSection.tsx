/** The backups that there are, each with its verdict, and the way to put one in the place of the list. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { countOf, toCount, toMeasure } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Backups.module.css';
import { RestoreDialog } from './RestoreDialog.tsx';
import { SecondFolder } from './SecondFolder.tsx';

type Backup = DeskOutputs['backups']['list']['backups'][number];

/** Each that is shown is read as a whole, so the older ones are shown when they are asked for. */
const shownAtFirst = 6;

const kindWords = {
  manual: 'made by hand',
  daily: 'of the day',
  import: 'before an import',
  'before-restore': 'the list before a restore',
} as const satisfies Record<Backup['kind'], string>;

/** `onRestored`: the list is another one now; by default the page fetches it. */
export function BackupsSection({ onRestored }: { readonly onRestored?: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [chosen, setChosen] = useState<Backup>();
  const [showsAll, setShowsAll] = useState(false);
  const list = useQuery({ ...queries.backups.list.queryOptions(), refetchOnMount: 'always' });
  const make = useMutation(
    queries.app.backup.mutationOptions({
      onSuccess({ entries, second }) {
        const problem = second?.problem ?? null;
        const made = `A verified copy with ${countOf(entries, 'entry', 'entries')} is made`;
        if (problem === null) tell(`${made}${second === null ? '' : ', and one in the second folder'}.`);
        else tell(`${made}, but none in the second folder. ${problem}`, true);
      },
      onError: (error) => tell(toSentence(error), true),
      onSettled: () => void list.refetch(),
    }),
  );
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LineSkeletons lines={3} />;
  const { backups, folder, closed, second } = list.data;
  return (
    <>
      {backups.length === 0 ? (
        <p className={classes.sentence}>There is no backup yet.</p>
      ) : (
        <ul className={classes.list} aria-label="Backups">
          {backups.slice(0, showsAll ? undefined : shownAtFirst).map((backup) => (
            <BackupRow key={backup.name} backup={backup} onRestore={() => setChosen(backup)} />
          ))}
        </ul>
      )}
      <div className={classes.row}>
        {closed === null ? (
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate({})}>
            Back up now
          </Button>
        ) : null}
        {backups.length > shownAtFirst && !showsAll ? (
          <Button variant="default" onClick={() => setShowsAll(true)}>
            Show {toCount(backups.length - shownAtFirst)} older
          </Button>
        ) : null}
      </div>
      <p className={classes.sentence}>
        They lie in <code>{folder}</code>. One is made every day and before large imports. Of the daily ones the last of
        seven days, four weeks and twelve months stay; those made by hand are never deleted.
      </p>
      <SecondFolder second={second} onChanged={() => void list.refetch()} />
      {chosen === undefined ? null : (
        <RestoreDialog
          backup={chosen}
          onClose={() => setChosen(undefined)}
          onRestored={() => {
            setChosen(undefined);
            if (onRestored === undefined) void list.refetch();
            else onRestored();
          }}
        />
      )}
    </>
  );
}

function BackupRow({ backup, onRestore }: { readonly backup: Backup; readonly onRestore: () => void }) {
  const { queries } = useDesk();
  const { name, kind, madeAt, bytes, isSecond, isSealed } = backup;
  const check = useQuery({ ...queries.backups.check.queryOptions({ input: { name } }), enabled: !isSealed });
  const size = `${toMeasure(bytes / 1e6)} MB`;
  const verdict = isSealed ? (
    'sealed with a passphrase'
  ) : check.data === undefined ? (
    <span>{check.isError ? toSentence(check.error) : 'Being read …'}</span>
  ) : check.data.ok ? (
    <StateMark
      mark={{ word: `whole, ${countOf(check.data.entries, 'entry', 'entries')}`, shape: 'full', tone: 'verified' }}
    />
  ) : (
    <StateMark mark={{ word: 'not usable', shape: 'triangle', tone: 'lost' }} />
  );
  return (
    <li>
      <div>
        <TimeText at={madeAt} />, {kindWords[kind]}
        <p className={classes.sentence}>
          {size}
          {isSecond ? ', in the second folder' : ''} · {verdict}
        </p>
        {check.data?.ok === false ? <p className={classes.sentence}>{check.data.message}</p> : null}
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={`Restore the backup ${name} …`}
        disabled={!isSealed && check.data?.ok !== true}
        onClick={onRestore}
      >
        Restore …
      </Button>
    </li>
  );
}
