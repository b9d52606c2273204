/** The second folder of backups: where it is, how the last copy went, and in the desktop app a way to choose it. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Backups.module.css';

type Second = DeskOutputs['backups']['list']['second'];

export function SecondFolder({ second, onChanged }: { readonly second: Second; readonly onChanged: () => void }) {
  const { queries, link } = useDesk();
  const tell = useTell();
  const { bridge } = link;
  const set = useMutation(
    queries.backups.setFolder.mutationOptions({
      onError: (error) => tell(toSentence(error), true),
      onSettled: onChanged,
    }),
  );
  const choose = async (): Promise<void> => {
    // The name that is given in the dialog is that of the folder.
    const path = await bridge?.saveDialog({ title: 'The folder for copies', defaultName: 'DNC Desk backups' });
    if (path !== undefined) set.mutate({ path });
  };
  return (
    <>
      {second === null ? (
        <p className={classes.sentence}>
          All backups are on this disk. Copies in a second folder, on another disk or machine, are there when this one
          fails.
        </p>
      ) : (
        <p className={classes.sentence}>
          Copies go to <code>{second.folder}</code>
          {second.copiedAt === null ? '' : ', the last '}
          {second.copiedAt === null ? '' : <TimeText at={second.copiedAt} />}.{' '}
          {second.isSealed
            ? 'They are sealed: without their passphrase nobody can open them, you neither, so keep it in another place too. The backups on this disk need none.'
            : 'They are not sealed: whoever can open that folder can read the list.'}
        </p>
      )}
      {second === null || second.problem === null ? null : <Problem word="No copy" sentence={second.problem} />}
      {second === null ? null : <Sealing isSealed={second.isSealed} onChanged={onChanged} />}
      {bridge === undefined ? (
        <p className={classes.sentence}>
          The folder is chosen on the command line: <code>dnc-desk backups --folder DIR</code> (or{' '}
          <code>--no-folder</code>).
        </p>
      ) : (
        <div className={classes.row}>
          <Button variant="default" loading={set.isPending} onClick={() => void choose()}>
            Choose a second folder …
          </Button>
          {second === null ? null : (
            <Button variant="default" disabled={set.isPending} onClick={() => set.mutate({})}>
              No second folder
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Sealing({ isSealed, onChanged }: { readonly isSealed: boolean; readonly onChanged: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [passphrase, setPassphrase] = useState('');
  const seal = useMutation(
    queries.backups.seal.mutationOptions({
      onSuccess(second) {
        setPassphrase('');
        tell(
          `Copies are ${second?.isSealed === true ? 'sealed' : 'not sealed'} from now on; those that are there stay as they are.`,
        );
      },
      onSettled: onChanged,
    }),
  );
  if (isSealed)
    return (
      <div className={classes.row}>
        <Button variant="default" loading={seal.isPending} onClick={() => seal.mutate({})}>
          Do not seal copies any more
        </Button>
      </div>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        seal.mutate({ passphrase });
      }}
    >
      <PasswordInput
        label="Seal copies with a passphrase"
        description="At least eight characters. This desk keeps it with its tokens, to seal later copies."
        value={passphrase}
        error={seal.isError ? toSentence(seal.error) : undefined}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" mt="xs" loading={seal.isPending} disabled={passphrase.length < 8}>
        Seal copies
      </Button>
    </form>
  );
}
