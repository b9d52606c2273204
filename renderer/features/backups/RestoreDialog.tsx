/** What a restore would do, before it is done: what the list has and the backup lacks, and whether that stays blocked. */
import { Button, Checkbox, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comparison } from '../../../shared/contract/backups.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Backups.module.css';
import { restoredSentence } from './restoredSentence.ts';
import { restoreDialogWords as say } from '../../../shared/words/page/backups.ts';

/** How many numbers of each difference are named. */
const limit = 5;

export function RestoreDialog(props: {
  readonly backup: { readonly name: string; readonly madeAt: string; readonly isSealed: boolean };
  readonly onClose: () => void;
  readonly onRestored: () => void;
}) {
  const { backup, onClose, onRestored } = props;
  useFocusBack();
  const { queries } = useDesk();
  const tell = useTell();
  const [releases, setReleases] = useState(false);
  const [typed, setTyped] = useState('');
  // Undefined: not given yet.
  const [passphrase, setPassphrase] = useState(backup.isSealed ? undefined : '');
  const from = { kind: 'backup', name: backup.name } as const;
  // Asked each time: the list goes on meanwhile.
  const opening = passphrase === undefined || passphrase === '' ? {} : { passphrase };
  const preview = useQuery({
    ...queries.backups.preview.queryOptions({ input: { from, limit, ...opening } }),
    gcTime: 0,
    enabled: passphrase !== undefined,
  });
  const restore = useMutation(
    queries.backups.restore.mutationOptions({
      onSuccess(restored) {
        tell(restoredSentence(restored));
        onRestored();
      },
    }),
  );
  const { data } = preview;
  return (
    <Modal
      opened
      onClose={() => !restore.isPending && onClose()}
      title={say.putThisBackup}
      closeButtonProps={{ 'aria-label': say.keepTheList }}
    >
      <Text size="sm">
        {say.theBackupWasMade}
        <TimeText at={backup.madeAt} />
        {data === undefined ? '.' : say.andHasEntries(data.entries)}
        {say.theList}
      </Text>
      {backup.isSealed ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setPassphrase(typed);
          }}
        >
          <PasswordInput
            mt="sm"
            label={say.passphraseOfThisBackup}
            description={say.empty}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" mt="xs" loading={preview.isFetching}>
            {say.openIt}
          </Button>
        </form>
      ) : null}
      {passphrase === undefined ? null : preview.isError ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : data === undefined ? (
        <LineSkeletons lines={3} />
      ) : data.comparison === null ? (
        data.present === 'none' ? null : (
          <Problem word={say.cannotBeRead} sentence={say.theListAsItIsNow} />
        )
      ) : (
        <Differences comparison={data.comparison} releases={releases} onReleases={setReleases} />
      )}
      {data === undefined || data.lack === null ? null : <Problem word={say.missing} sentence={data.lack} />}
      {data?.besides.map((sentence) => (
        <Text key={sentence} size="sm" mt="sm">
          {sentence}
        </Text>
      ))}
      {restore.isError ? <Problem word={say.notRestored} sentence={toSentence(restore.error)} /> : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} disabled={restore.isPending} data-autofocus>
          {say.keepTheList}
        </Button>
        <Button
          color="red"
          disabled={data === undefined}
          loading={restore.isPending}
          onClick={() => restore.mutate({ from, releaseAll: releases, ...opening })}
        >
          {say.restoreThisBackup}
        </Button>
      </Group>
    </Modal>
  );
}

function Differences(props: {
  readonly comparison: Comparison;
  readonly releases: boolean;
  readonly onReleases: (releases: boolean) => void;
}) {
  const { lacking, removed, changed } = props.comparison;
  if (lacking.count + removed.count + changed.count === 0)
    return (
      <Text size="sm" mt="sm">
        {say.theListHasNotChanged}
      </Text>
    );
  return (
    <div className={classes.differences}>
      {lacking.count === 0 ? null : (
        <div>
          <Text size="sm">{say.numbersAreBlockedNow(lacking.count)}</Text>
          <Numbers {...lacking} />
          <Checkbox
            mt="xs"
            label={lacking.count === 1 ? say.itStaysBlocked : say.theyStayBlocked}
            description={props.releases ? say.theyMayBeCalledAfter : say.asOneBatch}
            checked={!props.releases}
            onChange={(event) => props.onReleases(!event.currentTarget.checked)}
          />
        </div>
      )}
      {removed.count === 0 ? null : (
        <div>
          <Text size="sm">{say.numbersThat(removed.count)}</Text>
          <Numbers {...removed} />
        </div>
      )}
      {changed.count === 0 ? null : (
        <div>
          <Text size="sm">{say.entriesWereChangedSince(changed.count)}</Text>
          <Numbers {...changed} />
        </div>
      )}
    </div>
  );
}

function Numbers({ count, first }: Comparison['lacking']) {
  return (
    <ul className={classes.numbers}>
      {first.map(({ number, sentence }) => (
        <li key={number}>
          {number} {sentence}
        </li>
      ))}
      {count > first.length ? <li>{say.andMore(count - first.length)}</li> : null}
    </ul>
  );
}
