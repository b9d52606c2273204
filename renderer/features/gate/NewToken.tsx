/** Makes a token, and shows it: this once, because the desk keeps only its hash. */
import { Button, Checkbox, CopyButton, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenScope } from '../../../shared/contract/gate.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import classes from './Gate.module.css';
import { scopes, scopeWords } from './scopeWords.ts';
import { newTokenWords as say } from '../../../shared/words/page/gate.ts';

type Props = { readonly made: string | null; readonly onMade: (token: string | null) => void };

export function NewToken({ made, onMade }: Props) {
  return made === null ? <TokenForm onMade={onMade} /> : <MadeToken token={made} onKept={() => onMade(null)} />;
}

function MadeToken({ token, onKept }: { readonly token: string; readonly onKept: () => void }) {
  return (
    <div className={classes.made} role="status" aria-label={say.theNewToken}>
      <p>{say.copyIt}</p>
      <code className={classes.token}>{token}</code>
      <div className={classes.asked}>
        <CopyButton value={token}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? say.copied : say.copyTheToken}</Button>}
        </CopyButton>
        <Button variant="default" onClick={onKept}>
          {say.iHaveKeptIt}
        </Button>
      </div>
    </div>
  );
}

function TokenForm({ onMade }: Pick<Props, 'onMade'>) {
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly TokenScope[]>(['check']);
  const [target, setTarget] = useState<string | null>(null);
  const [rate, setRate] = useState<number | null>(null);
  const [expires, setExpires] = useState('');
  const make = useMutation(queries.gate.makeToken.mutationOptions({ onSuccess: ({ token }) => onMade(token) }));
  const targets = (accounts.data ?? []).flatMap((account) =>
    account.targets
      .filter(({ state }) => state !== 'retired')
      .map(({ id, kind, label }) => ({
        value: kind === 'account' ? String(account.id) : `${account.id}/${id}`,
        label,
      })),
  );
  return (
    <form
      className={classes.form}
      aria-label={say.newToken}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({
          name,
          scopes: [...chosen],
          ...(target === null ? {} : { target }),
          ...(rate === null ? {} : { rate }),
          ...(expires === '' ? {} : { expires }),
        });
      }}
    >
      <TextInput
        label={say.nameOfTheProgram}
        placeholder={say.nightDialer}
        maxLength={80}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={say.itMay}
        value={[...chosen]}
        onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
      >
        <div className={classes.choices}>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scopeWords[scope]} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes.columns}>
        {targets.length === 0 ? null : (
          <Select
            label={say.forOneVendorOrAgent}
            placeholder={say.forAll}
            data={targets}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': say.forAll }}
            value={target}
            onChange={setTarget}
          />
        )}
        <NumberInput
          label={say.requestsASecondAtMost}
          placeholder={say.noLimit}
          min={1}
          max={100_000}
          allowDecimal={false}
          value={rate ?? ''}
          onChange={(value) => setRate(typeof value === 'number' ? value : null)}
        />
        <TextInput
          type="date"
          label={say.worksToTheEndOf}
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
      </div>
      {make.isError ? <p role="alert">{toSentence(make.error)}</p> : null}
      <div>
        <Button type="submit" disabled={name.trim() === '' || chosen.length === 0} loading={make.isPending}>
          {say.makeAToken}
        </Button>
      </div>
    </form>
  );
}
