/** The tokens: what each is for, when it was used last, and its end. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenRow } from '../../../shared/contract/gate.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Gate.module.css';
import { scopeWords } from './scopeWords.ts';
import { tokenListWords as say } from '../../../shared/words/page/gate.ts';

const marks = {
  works: { word: say.works, shape: 'full', tone: 'plain' },
  asleep: { word: say.waits, shape: 'ring', tone: 'person' },
  expired: { word: say.hasEnded, shape: 'clock', tone: 'plain' },
  revoked: { word: say.revoked, shape: 'dash', tone: 'plain' },
} as const;

export function TokenList({ tokens }: { readonly tokens: readonly TokenRow[] }) {
  if (tokens.length === 0) return <p>{say.noTokenYet}</p>;
  return (
    <SmallTable
      label={say.tokens}
      head={
        <>
          <th>{say.name}</th>
          <th>{say.may}</th>
          <th>{say.state}</th>
          <th>{say.lastUsed}</th>
          <th>{say.made}</th>
          <th>
            <span className="visually-hidden">{say.revoke}</span>
          </th>
        </>
      }
    >
      {tokens.map((token) => (
        <TokenLine key={token.id} token={token} />
      ))}
    </SmallTable>
  );
}

function TokenLine({ token }: { readonly token: TokenRow }) {
  const { id, name, prefix, scopes, target, rate, state, usedAt, madeAt, madeBy, expiresAt, revokedAt, revokedBy } =
    token;
  const limits = [target === null ? '' : say.for(target), rate === null ? '' : say.aSecond(rate)].filter(
    (limit) => limit !== '',
  );
  return (
    <tr>
      <td>
        {name}
        <br />
        <code>{prefix}…</code>
      </td>
      <td>
        {scopes.map((scope) => scopeWords[scope]).join(', ')}
        {limits.length === 0 ? null : <div className={classes.quiet}>{limits.join(', ')}</div>}
      </td>
      <td>
        <StateMark mark={marks[state]} />
        {expiresAt === null || state !== 'works' ? null : (
          <div className={classes.quiet}>
            {say.ends}
            <TimeText at={expiresAt} />
          </div>
        )}
      </td>
      <td>
        <TimeText at={usedAt} absent={say.never} />
      </td>
      <td>
        <TimeText at={madeAt} />
        {say.madeBy(madeBy)}
        {revokedAt === null ? null : (
          <div className={classes.quiet}>
            {say.revokedOn}
            <TimeText at={revokedAt} />
            {revokedBy === null ? '' : say.revokedBy(revokedBy)}
          </div>
        )}
      </td>
      <td>
        <div className={classes.asked}>
          {state === 'asleep' ? <Confirm id={id} name={name} /> : null}
          {revokedAt === null ? <Revoke id={id} name={name} /> : null}
        </div>
      </td>
    </tr>
  );
}

/** Of a token that came with a restored backup: only a person knows whether it is one of this desk. */
function Confirm({ id, name }: { readonly id: number; readonly name: string }) {
  const { queries } = useDesk();
  const tell = useTell();
  const confirm = useMutation(
    queries.gate.confirmToken.mutationOptions({
      onSuccess: () => tell(say.opensTheGate(name)),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <div className={classes.asked}>
      <span className={classes.quiet}>{say.cameWithABackup}</span>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={say.confirmOf(name)}
        loading={confirm.isPending}
        onClick={() => confirm.mutate({ id })}
      >
        {say.itIsOurs}
      </Button>
    </div>
  );
}

/** It cannot be taken back, so it is asked once more, where the button is. */
function Revoke({ id, name }: { readonly id: number; readonly name: string }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [isAsked, setAsked] = useState(false);
  const revoke = useMutation(
    queries.gate.revokeToken.mutationOptions({
      onSuccess: () => tell(say.opensNothingAnyMore(name)),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  if (!isAsked)
    return (
      <Button variant="default" size="compact-sm" aria-label={say.revokeOf(name)} onClick={() => setAsked(true)}>
        {say.revokeDots}
      </Button>
    );
  return (
    <div className={classes.asked}>
      <Button size="compact-sm" color="red" loading={revoke.isPending} onClick={() => revoke.mutate({ id })}>
        {say.revokeForGood(name)}
      </Button>
      <Button variant="default" size="compact-sm" autoFocus onClick={() => setAsked(false)}>
        {say.keepIt}
      </Button>
    </div>
  );
}
