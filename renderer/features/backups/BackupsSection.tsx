/** The backups that there are, each with its verdict, and the way to put one in the place of the list. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Backups.module.css';
import { RestoreDialog } from './RestoreDialog.tsx';
import { SecondFolder } from './SecondFolder.tsx';
import { backupsSectionWords as say } from '../../../shared/words/page/backups.ts';

type Backup = DeskOutputs['backups']['list']['backups'][number];

/** Each that is shown is read as a whole, so the older ones are shown when they are asked for. */
const shownAtFirst = 6;

const kindWords = {
  manual: say.madeByHand,
  daily: say.ofTheDay,
  import: say.beforeAnImport,
  'before-restore': say.theListBeforeARestore,
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
        const made = say.aVerifiedCopyWithEntries(entries);
        if (problem === null) tell(`${made}${second === null ? '' : say.andOneInTheSecond}.`);
        else tell(say.butNoneInTheSecond(made, problem), true);
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
        <p className={classes.sentence}>{say.thereIsNoBackupYet}</p>
      ) : (
        <ul className={classes.list} aria-label={say.backups}>
          {backups.slice(0, showsAll ? undefined : shownAtFirst).map((backup) => (
            <BackupRow key={backup.name} backup={backup} onRestore={() => setChosen(backup)} />
          ))}
        </ul>
      )}
      <div className={classes.row}>
        {closed === null ? (
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate({})}>
            {say.backUpNow}
          </Button>
        ) : null}
        {backups.length > shownAtFirst && !showsAll ? (
          <Button variant="default" onClick={() => setShowsAll(true)}>
            {say.showOlder(backups.length - shownAtFirst)}
          </Button>
        ) : null}
      </div>
      <p className={classes.sentence}>
        {say.theyLieIn}
        <code>{folder}</code>
        {say.oneIsMadeEveryDay}
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
  const size = say.mb(bytes / 1e6);
  const verdict = isSealed ? (
    say.sealedWithAPassphrase
  ) : check.data === undefined ? (
    <span>{check.isError ? toSentence(check.error) : say.beingRead}</span>
  ) : check.data.ok ? (
    <StateMark mark={{ word: say.wholeEntries(check.data.entries), shape: 'full', tone: 'verified' }} />
  ) : (
    <StateMark mark={{ word: say.notUsable, shape: 'triangle', tone: 'lost' }} />
  );
  return (
    <li>
      <div>
        <TimeText at={madeAt} />, {kindWords[kind]}
        <p className={classes.sentence}>
          {say.inTheSecondFolder(size, isSecond)}
          {verdict}
        </p>
        {check.data?.ok === false ? <p className={classes.sentence}>{check.data.message}</p> : null}
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={say.restoreTheBackup(name)}
        disabled={!isSealed && check.data?.ok !== true}
        onClick={onRestore}
      >
        {say.restore}
      </Button>
    </li>
  );
}
