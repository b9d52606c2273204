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
import { secondFolderWords as say } from '../../../shared/words/page/backups.ts';

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
    const path = await bridge?.saveDialog({ title: say.theFolderForCopies, defaultName: say.dncDeskBackups });
    if (path !== undefined) set.mutate({ path });
  };
  return (
    <>
      {second === null ? (
        <p className={classes.sentence}>{say.allBackups}</p>
      ) : second.folder === null ? null : (
        <p className={classes.sentence}>
          {say.copiesGoTo}
          <code>{second.folder}</code>
          {second.copiedAt === null ? '' : say.theLast}
          {second.copiedAt === null ? '' : <TimeText at={second.copiedAt} />}
          {say.theyAreSealed(second.isSealed)}
        </p>
      )}
      {second === null || second.problem === null ? null : <Problem word={say.noCopy} sentence={second.problem} />}
      {second === null || second.folder === null ? null : <Sealing isSealed={second.isSealed} onChanged={onChanged} />}
      {bridge === undefined ? (
        <p className={classes.sentence}>
          {say.theFolderIsChosen}
          <code>{say.dncDeskBackupsFolderDir}</code>
          {say.or}
          <code>{say.noFolder}</code>).
        </p>
      ) : (
        <div className={classes.row}>
          <Button variant="default" loading={set.isPending} onClick={() => void choose()}>
            {say.chooseASecondFolder}
          </Button>
          {second === null ? null : (
            <Button variant="default" disabled={set.isPending} onClick={() => set.mutate({})}>
              {say.noSecondFolder}
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
        tell(say.copiesAreSealedFromNow(second?.isSealed === true));
      },
      onSettled: onChanged,
    }),
  );
  if (isSealed)
    return (
      <div className={classes.row}>
        <Button variant="default" loading={seal.isPending} onClick={() => seal.mutate({})}>
          {say.doNotSealCopies}
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
        label={say.sealCopiesWithAPassphrase}
        description={say.atLeastEightCharacters}
        value={passphrase}
        error={seal.isError ? toSentence(seal.error) : undefined}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" mt="xs" loading={seal.isPending} disabled={passphrase.length < 8}>
        {say.sealCopies}
      </Button>
    </form>
  );
}
