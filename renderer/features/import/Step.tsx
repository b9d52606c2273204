/** One part of the growing page, with its heading. What is over folds into one line that can be opened again. */
import type { ReactNode } from 'react';
import classes from './Import.module.css';

export function Step(props: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly isOver?: boolean;
  readonly children: ReactNode;
}) {
  const head = (
    <>
      <h2 className={classes.heading}>{props.title}</h2>
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
