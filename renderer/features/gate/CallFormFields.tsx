/** The fields of one form of call results. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallForm } from '../../../shared/contract/callForms.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Gate.module.css';

const toText = (words: readonly string[]): string => words.map((word) => (word === '' ? '(empty)' : word)).join(', ');
const toWords = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => (word === '(empty)' ? '' : word));

export function CallFormFields({ form, onDone }: { readonly form: CallForm; readonly onDone: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [draft, setDraft] = useState({
    ...form,
    call: form.call ?? '',
    stop: toText(form.stop),
    nothing: toText(form.nothing),
  });
  const save = useMutation(
    queries.callForms.save.mutationOptions({
      onSuccess: ({ name }) => {
        tell(`The form ${name} is saved.`);
        onDone();
      },
    }),
  );
  const field = (key: 'name' | 'number' | 'word' | 'stop' | 'nothing' | 'call', label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      value={draft[key]}
      onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={classes.form}
      aria-label="Form of results"
      onSubmit={(event) => {
        event.preventDefault();
        const { stop, nothing, call, ...rest } = draft;
        save.mutate({ ...rest, stop: toWords(stop), nothing: toWords(nothing), call: call.trim() || null });
      }}
    >
      <div className={classes.columns}>
        {field('name', 'Name', 'Also in the address.')}
        {field('number', 'Where the number is', 'Names joined by dots: call.to_number')}
        {field('word', 'Where the word is', 'call.analysis.do_not_call')}
        {field('stop', 'Words that mean stop', 'With commas between.')}
        {field('nothing', 'Words that mean nothing', '(empty): where there is no word.')}
        {field('call', 'What names the call', 'So that a repeat counts once. Empty: nothing does.')}
      </div>
      {save.isError ? <p role="alert">{toSentence(save.error)}</p> : null}
      <div className={classes.asked}>
        <Button type="submit" loading={save.isPending}>
          Save the form
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
