/**
 * What programs handed in and nobody could be sure of: a word that may mean stop, and a number that cannot be read. Shown where
 * conflicts are decided; the first word is answered by a key.
 */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestQuestionView } from '../../shared/contract/callForms.ts';
import { toSentence, useDesk } from '../desk.tsx';
import { addResult } from '../stores/results.ts';
import { useActions } from '../useActions.ts';
import { ActionTip } from './ActionKey.tsx';
import { ReadNumber } from './ReadNumber.tsx';
import classes from './SameQuestions.module.css';
import { StateMark } from './StateMark.tsx';
import { useTell } from './useTell.ts';
import { requestQuestionsWords as say } from '../../shared/words/page/ui.ts';

/** Nothing is shown where nothing is asked. */
export function RequestQuestions() {
  const { queries } = useDesk();
  const { data = [] } = useQuery(queries.callForms.asked.queryOptions());
  const answer = useAnswerWord();
  const first = data.find(({ kind }) => kind === 'word');
  useActions({
    'conflicts.meansStop': first === undefined ? undefined : () => answer(first.id, 'stop'),
    'conflicts.meansNothing': first === undefined ? undefined : () => answer(first.id, 'nothing'),
  });
  if (data.length === 0) return null;
  return (
    <section className={classes.questions} aria-label={say.whatProgramsHandedIn}>
      {data.map((question) =>
        question.kind === 'word' ? (
          <WordQuestion key={question.id} question={question} hasKeys={question === first} onAnswer={answer} />
        ) : (
          <NumberQuestion key={question.id} question={question} />
        ),
      )}
    </section>
  );
}

type Answer = (id: number, means: 'stop' | 'nothing') => void;

function useAnswerWord(): Answer {
  const { queries } = useDesk();
  const tell = useTell();
  const tellAnswer = useTellAnswer();
  const { mutate } = useMutation(
    queries.callForms.answerWord.mutationOptions({
      onSuccess: ({ sentence }, { id }) => tellAnswer(id, sentence),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (id, means) => mutate({ id, means });
}

/** Says what an answer did, with Undo of exactly that answer. */
function useTellAnswer(): (id: number, sentence: string) => void {
  const { client, results } = useDesk();
  const tell = useTell();
  async function takeBack(id: number): Promise<void> {
    try {
      const { sentence } = await client.callForms.takeBackAnswer({ id });
      tell(sentence);
    } catch (error) {
      tell(toSentence(error), true);
    }
  }
  return (id, sentence) => addResult(results, { sentence, isFailure: false, undo: () => void takeBack(id) });
}

function WordQuestion(props: {
  readonly question: RequestQuestionView;
  readonly hasKeys: boolean;
  readonly onAnswer: Answer;
}) {
  const { question, hasKeys, onAnswer } = props;
  const { id, word, sentence, meanwhile, numbers, count } = question;
  const [stop, nothing] = (['stop', 'nothing'] as const).map((means) => (
    <Button key={means} variant="default" size="sm" onClick={() => onAnswer(id, means)}>
      {means === 'stop' ? say.itMeansStop : say.itMeansNothing}
    </Button>
  ));
  return (
    <article className={classes.question} aria-labelledby={`asked-${id}`}>
      <h2 className={classes.heading} id={`asked-${id}`}>
        {word === '' ? say.noWord : `“${word}”`} <StateMark mark={mark} />
      </h2>
      <p>{sentence}</p>
      <p>
        {meanwhile}{' '}
        {numbers.slice(0, 5).map((number) => (
          <span key={number}>
            <ReadNumber number={number} />{' '}
          </span>
        ))}
        {count > 5 ? say.andMore(count - 5) : ''}
      </p>
      <div className={classes.choices}>
        <section className={classes.choice} aria-label={say.itMeansStop}>
          {hasKeys ? <ActionTip id="conflicts.meansStop">{stop ?? <></>}</ActionTip> : stop}
          <ul>
            <li>{say.whatIsBlockedStays}</li>
          </ul>
        </section>
        <section className={classes.choice} aria-label={say.itMeansNothing}>
          {hasKeys ? <ActionTip id="conflicts.meansNothing">{nothing ?? <></>}</ActionTip> : nothing}
          <ul>
            <li>{say.whatWasBlocked}</li>
          </ul>
        </section>
      </div>
    </article>
  );
}

function NumberQuestion({ question }: { readonly question: RequestQuestionView }) {
  const { id, text, sentence, meanwhile } = question;
  const { queries } = useDesk();
  const tellAnswer = useTellAnswer();
  const [number, setNumber] = useState('');
  const answer = useMutation(
    queries.callForms.answerNumber.mutationOptions({ onSuccess: (told) => tellAnswer(id, told.sentence) }),
  );
  return (
    <article className={classes.question} aria-labelledby={`asked-${id}`}>
      <h2 className={classes.heading} id={`asked-${id}`}>
        {text === '' ? say.noNumber : `“${text}”`} <StateMark mark={unread} />
      </h2>
      <p>{sentence}</p>
      <p>{meanwhile}</p>
      <form
        className={classes.answer}
        onSubmit={(event) => {
          event.preventDefault();
          answer.mutate({ id, number });
        }}
      >
        <TextInput
          label={say.theNumberThatWasMeant}
          placeholder="+1 212 555 0100"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          error={answer.isError ? toSentence(answer.error) : undefined}
        />
        <Button type="submit" disabled={number.trim() === ''} loading={answer.isPending}>
          {say.blockIt}
        </Button>
        <Button variant="default" disabled={answer.isPending} onClick={() => answer.mutate({ id, number: null })}>
          {say.thereIsNone}
        </Button>
      </form>
    </article>
  );
}

const mark = { word: say.doesItMeanStop, shape: 'diamond', tone: 'person' } as const;
const unread = { word: say.whichNumberIsIt, shape: 'triangle', tone: 'lost' } as const;
