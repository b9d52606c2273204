/** The fields of one form of call results. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallForm } from '../../../shared/contract/callForms.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Gate.module.css';
import { callFormFieldsWords as say } from '../../../shared/words/page/gate.ts';

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
        tell(say.theFormIsSaved(name));
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
      aria-label={say.formOfResults}
      onSubmit={(event) => {
        event.preventDefault();
        const { stop, nothing, call, ...rest } = draft;
        save.mutate({ ...rest, stop: toWords(stop), nothing: toWords(nothing), call: call.trim() || null });
      }}
    >
      <div className={classes.columns}>
        {field('name', say.name, say.alsoInTheAddress)}
        {field('number', say.whereTheNumberIs, say.namesJoinedByDots)}
        {field('word', say.whereTheWordIs, 'call.analysis.do_not_call')}
        {field('stop', say.wordsThatMeanStop, say.withCommasBetween)}
        {field('nothing', say.wordsThatMeanNothing, say.empty)}
        {field('call', say.whatNamesTheCall, say.soThatARepeatCounts)}
      </div>
      {save.isError ? <p role="alert">{toSentence(save.error)}</p> : null}
      <div className={classes.asked}>
        <Button type="submit" loading={save.isPending}>
          {say.saveTheForm}
        </Button>
        <Button variant="default" onClick={onDone}>
          {say.leaveIt}
        </Button>
      </div>
    </form>
  );
}
