/** What a restore would do, before it is done: what the list has and the backup lacks, and whether that stays blocked. */
import { Button, Checkbox, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comparison } from '../../../shared/contract/backups.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Backups.module.css';
import { restoredSentence } from './restoredSentence.ts';

/** How many numbers of each difference are named. */
const limit = 5;

export function RestoreDialog(props: {
  readonly backup: { readonly name: string; readonly madeAt: string; readonly isSealed: boolean };
  readonly onClose: () => void;
  readonly onRestored: () => void;
}) {
  const { backup, onClose, onRestored } = props;
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
      title="Put this backup in the place of the list?"
      closeButtonProps={{ 'aria-label': 'Keep the list as it is' }}
    >
      <Text size="sm">
        The backup was made <TimeText at={backup.madeAt} />
        {data === undefined ? '.' : ` and has ${countOf(data.entries, 'entry', 'entries')}.`} The list as it is now is
        kept with the backups, so that you can go back to it.
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
            label="Passphrase of this backup"
            description="Empty: the one with which this desk seals its copies."
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" mt="xs" loading={preview.isFetching}>
            Open it
          </Button>
        </form>
      ) : null}
      {passphrase === undefined ? null : preview.isError ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : data === undefined ? (
        <LineSkeletons lines={3} />
      ) : data.comparison === null ? (
        data.present === 'none' ? null : (
          <Problem
            word="Cannot be read"
            sentence="The list as it is now cannot be read: what was blocked after the backup was made is missing in it. Enter again what you know of that time."
          />
        )
      ) : (
        <Differences comparison={data.comparison} releases={releases} onReleases={setReleases} />
      )}
      {restore.isError ? <Problem word="Not restored" sentence={toSentence(restore.error)} /> : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} disabled={restore.isPending} data-autofocus>
          Keep the list as it is
        </Button>
        <Button
          color="red"
          disabled={data === undefined}
          loading={restore.isPending}
          onClick={() => restore.mutate({ from, releaseAll: releases, ...opening })}
        >
          Restore this backup
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
        The list has not changed since.
      </Text>
    );
  return (
    <div className={classes.differences}>
      {lacking.count === 0 ? null : (
        <div>
          <Text size="sm">
            {countOf(lacking.count, 'number is', 'numbers are')} blocked now and not in the backup, or for less:
          </Text>
          <Numbers {...lacking} />
          <Checkbox
            mt="xs"
            label={lacking.count === 1 ? 'It stays blocked' : 'They stay blocked'}
            description={
              props.releases
                ? 'They may be called after the restore, as far as the backup does not block them.'
                : 'As one batch, which can be undone.'
            }
            checked={!props.releases}
            onChange={(event) => props.onReleases(!event.currentTarget.checked)}
          />
        </div>
      )}
      {removed.count === 0 ? null : (
        <div>
          <Text size="sm">
            {countOf(removed.count, 'number that is', 'numbers that are')} in the backup and not on the list now{' '}
            {removed.count === 1 ? 'is' : 'are'} blocked again:
          </Text>
          <Numbers {...removed} />
        </div>
      )}
      {changed.count === 0 ? null : (
        <div>
          <Text size="sm">
            {countOf(changed.count, 'entry was', 'entries were')} changed since, and will be as before:
          </Text>
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
      {count > first.length ? <li>and {toCount(count - first.length)} more</li> : null}
    </ul>
  );
}
