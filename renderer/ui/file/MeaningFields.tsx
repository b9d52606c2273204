/**
 * The deciding columns of a file as questions. What the desk knows is ticked and can be corrected. Each unexplained
 * word is answered by itself, or all of them at once. A word stays where it is when it is answered.
 */
import { Button, Checkbox, Radio } from '@mantine/core';
import { useId } from 'react';
import type { MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { StateMark } from '../StateMark.tsx';
import { toColumnName } from './fileWords.ts';
import {
  answerRest,
  answerWord,
  isMeaningOpen,
  type MeaningAnswers,
  type Purpose,
  toWords,
  type Word,
} from './meaningAnswers.ts';
import classes from './Questions.module.css';
import { meaningFieldsWords as say } from '../../../shared/words/page/files.ts';

export function MeaningFields(props: {
  readonly columns: readonly MeaningColumn[];
  readonly answers: MeaningAnswers;
  readonly purpose: Purpose;
  /** What is asked ("mean do not call"), and the two answers. */
  readonly words: { readonly ask: string; readonly yes: string; readonly no: string };
  /** Whether lines wait for an answer, as far as the core knows. */
  readonly isWaiting: boolean;
  /** Absent while nothing can be changed. */
  readonly onAnswer: ((answers: MeaningAnswers) => void) | undefined;
}) {
  return props.columns.map((column) => <Column key={column.column} {...props} column={column} />);
}

function Column(props: Parameters<typeof MeaningFields>[0] & { readonly column: MeaningColumn }) {
  const { column, answers, purpose, words, isWaiting, onAnswer } = props;
  const { known, strange } = toWords(column, answers, purpose);
  const isOpen = isMeaningOpen(column, answers, purpose, isWaiting);
  const isNone = !isOpen && [...known, ...strange].every(({ isMeant }) => isMeant === false);
  return (
    <fieldset className={classes.question} data-open={isOpen} disabled={onAnswer === undefined}>
      <legend>
        <bdi>{toColumnName(column)}</bdi>
        {say.whichOfThese}
        {words.ask}?
      </legend>
      {known.length === 0 ? null : (
        <div className={classes.words}>
          {known.map(({ value, count, isMeant, canChange }) => (
            <Checkbox
              key={value}
              checked={isMeant === true}
              disabled={!canChange}
              onChange={(event) => onAnswer?.(answerWord(answers, column.column, value, event.currentTarget.checked))}
              label={<WordText value={value} count={count} />}
            />
          ))}
        </div>
      )}
      {purpose === 'block' && known.some(({ canChange }) => !canChange) ? (
        <p className={classes.quiet}>{say.toTurnYesAndNoRound}</p>
      ) : null}
      {strange.length === 0 ? null : (
        <div className={classes.strange}>
          <p className={classes.quiet}>{isOpen ? say.whatTheDesk : say.youHaveSaid}</p>
          {strange.map((word) => (
            <StrangeWord
              key={word.value}
              word={word}
              yes={words.yes}
              no={words.no}
              onAnswer={(isMeant) => onAnswer?.(answerWord(answers, column.column, word.value, isMeant))}
            />
          ))}
        </div>
      )}
      {strange.length > 1 || column.hasMore ? (
        <div>
          <Button
            variant="default"
            size="compact-sm"
            disabled={!isOpen}
            onClick={() => onAnswer?.(answerRest(answers, column, purpose))}
          >
            {say.theRestDoNot}
          </Button>
        </div>
      ) : null}
      {column.hasMore ? <p className={classes.quiet}>{say.theColumnHasMoreDifferent}</p> : null}
      {isNone ? (
        <p>
          <StateMark mark={{ word: say.noneIsChosen, shape: 'triangle', tone: 'person' }} />
        </p>
      ) : null}
    </fieldset>
  );
}

/** A word that only a person can explain. */
function StrangeWord(props: {
  readonly word: Word;
  readonly yes: string;
  readonly no: string;
  readonly onAnswer: (isMeant: boolean) => void;
}) {
  const { word, yes, no, onAnswer } = props;
  const { value, count, isMeant } = word;
  const name = useId();
  return (
    <div
      className={classes.word}
      role="radiogroup"
      aria-label={value === '' ? say.empty : value}
      data-open={isMeant === null}
    >
      <WordText value={value} count={count} />
      <Radio name={name} label={yes} checked={isMeant === true} onChange={() => onAnswer(true)} />
      <Radio name={name} label={no} checked={isMeant === false} onChange={() => onAnswer(false)} />
      {isMeant === null ? <StateMark mark={{ word: say.notAnswered, shape: 'triangle', tone: 'person' }} /> : <span />}
    </div>
  );
}

function WordText({ value, count }: { readonly value: string; readonly count: number }) {
  return (
    <span>
      {value === '' ? <i>{say.empty}</i> : <bdi>{value}</bdi>} <span className={classes.quiet}>({toCount(count)})</span>
    </span>
  );
}
