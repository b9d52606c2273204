/** What did not work, shown where it was tried: a word for it, the whole sentence, and what can be done. */
import type { ReactNode } from 'react';
import { StateMark } from './StateMark.tsx';
import classes from './states.module.css';

export function Problem(props: {
  readonly word: string;
  readonly sentence: string | null;
  readonly children?: ReactNode;
}) {
  return (
    <div className={classes.problem} role="alert">
      <StateMark mark={{ word: props.word, shape: 'triangle', tone: 'lost' }} />
      <p>{props.sentence}</p>
      {props.children}
    </div>
  );
}
