/** The forms by which results of calls are read: what each takes for stop, where it is posted, and a new one. */
import { Button, CopyButton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallForm, CallFormPreset } from '../../../shared/contract/callForms.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { useTell } from '../../ui/useTell.ts';
import { CallFormFields } from './CallFormFields.tsx';
import classes from './Gate.module.css';
import { callFormListWords as say } from '../../../shared/words/page/gate.ts';

/** `address`: of the gate's calls, `http://127.0.0.1:4760/api/v1`. */
export function CallFormList({ address }: { readonly address: string }) {
  const { queries } = useDesk();
  const { data } = useQuery(queries.callForms.list.queryOptions());
  const [draft, setDraft] = useState<CallForm | null>(null);
  return (
    <>
      <h3 className={classes.heading}>{say.resultsOfVoiceAgents}</h3>
      <p className={classes.quiet}>{say.aPlatformThatKeeps}</p>
      {data === undefined ? <LineSkeletons lines={2} /> : null}
      {data?.forms.map((form) => (
        <Form key={form.name} form={form} address={address} onEdit={() => setDraft(form)} />
      ))}
      {data?.unread.map((name) => (
        <UnreadForm key={name} name={name} />
      ))}
      {draft === null ? (
        <NewForm presets={data?.presets ?? []} onChoose={setDraft} />
      ) : (
        <CallFormFields key={draft.name} form={draft} onDone={() => setDraft(null)} />
      )}
    </>
  );
}

function Form(props: { readonly form: CallForm; readonly address: string; readonly onEdit: () => void }) {
  const { form, address, onEdit } = props;
  const at = `${address}/requests?form=${encodeURIComponent(form.name)}`;
  return (
    <section className={classes.made} aria-label={say.form(form.name)}>
      <p>
        <strong>{form.name}</strong>: {form.stop.map((word) => `“${word}”`).join(', ')}
        {say.in}
        <code>{form.word}</code>
        {say.meansStopForTheNumber}
        <code>{form.number}</code>.
      </p>
      <code className={classes.token}>
        {say.post}
        {at}
      </code>
      <div className={classes.asked}>
        <CopyButton value={at}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy}>
              {copied ? say.copied : say.copyTheAddress}
            </Button>
          )}
        </CopyButton>
        <Button variant="subtle" size="compact-sm" onClick={onEdit}>
          {say.change}
        </Button>
        <RemoveForm name={form.name} />
      </div>
    </section>
  );
}

function UnreadForm({ name }: { readonly name: string }) {
  return (
    <section className={classes.made} aria-label={say.form(name)}>
      <p>{say.formCannotBeRead(name)}</p>
      <div className={classes.asked}>
        <RemoveForm name={name} />
      </div>
    </section>
  );
}

function RemoveForm({ name }: { readonly name: string }) {
  const { queries } = useDesk();
  const tell = useTell();
  const remove = useMutation(
    queries.callForms.remove.mutationOptions({
      onSuccess: () => tell(say.theFormIsRemoved(name)),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <Button variant="subtle" size="compact-sm" loading={remove.isPending} onClick={() => remove.mutate({ name })}>
      {say.remove}
    </Button>
  );
}

const blank: CallForm = {
  name: '',
  number: '',
  incoming: null,
  word: '',
  stop: ['true'],
  nothing: ['false'],
  call: null,
  only: null,
};

function NewForm(props: { readonly presets: readonly CallFormPreset[]; readonly onChoose: (form: CallForm) => void }) {
  return (
    <div className={classes.asked}>
      {props.presets.map(({ about, source, ...form }) => (
        <Button key={form.name} variant="default" title={`${about} ${source}`} onClick={() => props.onChoose(form)}>
          {say.asDocumentsIt(form.name)}
        </Button>
      ))}
      <Button variant="default" onClick={() => props.onChoose(blank)}>
        {say.aFormOfYourOwn}
      </Button>
    </div>
  );
}
