/**
 * A question about a file with one answer; none is preselected. It shows the question, what it is about, and the
 * answers beside it.
 */
import { Radio } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './Questions.module.css';

export function ChoiceQuestion<Answer extends string>(props: {
  readonly question: ReactNode;
  /** What the person has to see to answer it, between the question and its answers. */
  readonly children?: ReactNode;
  readonly choices: readonly { readonly value: NoInfer<Answer>; readonly label: ReactNode }[];
  /** Null: the question is open. */
  readonly value: Answer | null;
  readonly isDisabled: boolean;
  readonly onChange: (answer: NoInfer<Answer>) => void;
}) {
  const { question, children, choices, value, isDisabled, onChange } = props;
  const name = useId();
  return (
    <fieldset className={classes.question} data-open={value === null} disabled={isDisabled}>
      <legend>{question}</legend>
      {children}
      <div className={classes.answers}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            name={name}
            value={choice.value}
            label={choice.label}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
