/** One part of the growing page, with its heading. A part that is done stays readable but cannot be changed. */
import type { ReactNode } from 'react';
import classes from './Import.module.css';

export function Step(props: { readonly title: string; readonly about?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes.step} aria-label={props.title}>
      <div className={classes.stepHead}>
        <h2 className={classes.heading}>{props.title}</h2>
        {props.about === undefined ? null : <span className={classes.quiet}>{props.about}</span>}
      </div>
      {props.children}
    </section>
  );
}
