/** Subscriptions to registries (a SAN of the FTC): the number, to whom it was given, until when, and for which area codes. */
import { Button, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { isRegistryList } from '../../../shared/domain/registries/registry.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Registries.module.css';
import { listChoices, subscriptionMarks } from './registryWords.ts';
import { subscriptionsWords as say } from '../../../shared/words/page/registries.ts';

type Subscription = DeskOutputs['registries']['list']['subscriptions'][number];

export function Subscriptions({ subscriptions }: { readonly subscriptions: readonly Subscription[] }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [isAdding, setAdding] = useState(false);
  const remove = useMutation(
    queries.registries.removeSubscription.mutationOptions({
      onSuccess: () => tell(say.theSubscriptionIsForgottenHere),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <>
      <h3 className={classes.subheading}>{say.subscriptionsSan}</h3>
      {subscriptions.length === 0 ? (
        <p className={classes.quiet}>{say.noneIsRecorded}</p>
      ) : (
        <SmallTable
          label={say.subscriptions}
          head={
            <>
              <th>{say.number}</th>
              <th>{say.registry}</th>
              <th>{say.holder}</th>
              <th>{say.areaCodes}</th>
              <th>{say.until}</th>
              <th>
                <span className="visually-hidden">{say.forget}</span>
              </th>
            </>
          }
        >
          {subscriptions.map(({ number, list, listName, holder, areaCodes, expires, state }) => (
            <tr key={`${list}/${number}`}>
              <td>{number}</td>
              <td>{listName}</td>
              <td>{holder === '' ? '–' : holder}</td>
              <td title={areaCodes.join(', ')}>
                {areaCodes.length === 0
                  ? say.all
                  : areaCodes.length > 6
                    ? say.andMoreCodes(areaCodes.slice(0, 5).join(', '), areaCodes.length - 5)
                    : areaCodes.join(', ')}
              </td>
              <td>
                {expires ?? say.noEndKnown} <StateMark mark={subscriptionMarks[state]} />
              </td>
              <td>
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  aria-label={say.forgetSubscription(number)}
                  onClick={() => remove.mutate({ list, number })}
                >
                  {say.forget}
                </Button>
              </td>
            </tr>
          ))}
        </SmallTable>
      )}
      {isAdding ? (
        <SubscriptionForm onClose={() => setAdding(false)} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setAdding(true)}>
            {say.recordASubscription}
          </Button>
        </div>
      )}
    </>
  );
}

function SubscriptionForm({ onClose }: { readonly onClose: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [number, setNumber] = useState('');
  const [list, setList] = useState<string | null>('us');
  const [holder, setHolder] = useState('');
  const [expires, setExpires] = useState('');
  const [codes, setCodes] = useState('');
  const save = useMutation(
    queries.registries.saveSubscription.mutationOptions({
      onSuccess: () => {
        tell(say.subscriptionIsRecorded(number.trim()));
        onClose();
      },
    }),
  );
  const areaCodes = codes.split(/[\s,;]+/).filter((code) => code !== '');
  const wrong = areaCodes.find((code) => !/^[2-9]\d{2}$/.test(code));
  const isWhole = number.trim() !== '' && list !== null && wrong === undefined;
  return (
    <form
      className={classes.found}
      aria-label={say.recordASubscription}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole || !isRegistryList(list)) return;
        save.mutate({ number, list, holder, expires: expires === '' ? null : expires, areaCodes });
      }}
    >
      <div className={classes.columns}>
        <TextInput
          label={say.number}
          required
          maxLength={64}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          data-autofocus
        />
        <Select label={say.registry} required data={listChoices} searchable value={list} onChange={setList} />
        <TextInput
          label={say.holder}
          maxLength={120}
          value={holder}
          onChange={(event) => setHolder(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={say.lastDay}
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label={say.areaCodes}
        description={say.separatedByCommasOrBlanks}
        value={codes}
        onChange={(event) => setCodes(event.currentTarget.value)}
        error={wrong === undefined ? undefined : say.isNotAnAreaCode(wrong)}
      />
      {save.isError ? <p role="alert">{toSentence(save.error)}</p> : null}
      <div className={classes.buttons}>
        <Button type="submit" disabled={!isWhole} loading={save.isPending}>
          {say.recordTheSubscription}
        </Button>
        <Button variant="default" onClick={onClose}>
          {say.leaveIt}
        </Button>
      </div>
    </form>
  );
}
