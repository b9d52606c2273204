/**
 * One part of a page that grows from a file, with its heading. A finished part folds into one line that can be opened
 * again. The part that a person has to read next takes the focus when it appears (`focused`), so that the keyboard goes
 * on from there.
 */
import type { ReactNode } from 'react';
import { takeFocus } from '../takeFocus.ts';
import classes from './File.module.css';

export function Step(props: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly isOver?: boolean;
  readonly focused?: boolean;
  readonly children: ReactNode;
}) {
  const head = (
    <>
      <h2 className={classes.heading} {...(props.focused ? { tabIndex: -1, ref: takeFocus } : {})}>
        {props.title}
      </h2>
      {props.about === undefined ? null : <span className={classes.quiet}>{props.about}</span>}
    </>
  );
  return (
    <section className={classes.step} aria-label={props.title}>
      {props.isOver ? (
        <details>
          <summary className={classes.stepHead}>{head}</summary>
          <div className={classes.over}>{props.children}</div>
        </details>
      ) : (
        <>
          <div className={classes.stepHead}>{head}</div>
          {props.children}
        </>
      )}
    </section>
  );
}
