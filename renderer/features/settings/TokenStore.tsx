/** Where the vendors' tokens are kept, in a sentence, and the passphrase of the sealed file while it is locked. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecretsState } from '../../../shared/contract/app.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SettingsScreen.module.css';
import { tokenStoreWords as say } from '../../../shared/words/page/settings.ts';

export function TokenStore({ secrets }: { readonly secrets: SecretsState }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation(
    queries.app.unlock.mutationOptions({
      onSuccess: (state) => {
        setPassphrase('');
        tell(state.sentence);
      },
    }),
  );
  const offersFile = secrets.locked || secrets.kind === 'memory';
  return (
    <>
      <div>
        <StateMark mark={{ ...words[secrets.kind], ...(secrets.locked ? locked : {}) }} />
        <p className={classes.sentence}>{secrets.sentence}</p>
      </div>
      {offersFile ? (
        <form
          className={classes.fields}
          onSubmit={(event) => {
            event.preventDefault();
            unlock.mutate({ passphrase });
          }}
        >
          <PasswordInput
            label={say.passphrase}
            description={secrets.locked ? say.theOneTheTokenFile : say.sealsATokenFile}
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={unlock.isError ? toSentence(unlock.error) : undefined}
          />
          <div>
            <Button type="submit" disabled={passphrase.length < 8} loading={unlock.isPending}>
              {secrets.locked ? say.unlockTheTokens : say.keepTokensInASealed}
            </Button>
          </div>
        </form>
      ) : null}
    </>
  );
}

const words = {
  keychain: { word: say.inTheKeychain, shape: 'full', tone: 'plain' },
  sealedFile: { word: say.inASealedFile, shape: 'full', tone: 'plain' },
  memory: { word: say.forThisRunOnly, shape: 'half', tone: 'plain' },
} as const;

const locked = { word: say.locked, shape: 'triangle', tone: 'person' } as const;
