/** Says that nothing is here, what that means, and offers the next step. */
import type { ReactNode } from 'react';
import classes from './states.module.css';

export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      <h2 className={classes.title}>{props.title}</h2>
      {props.children === undefined ? null : <p className={classes.text}>{props.children}</p>}
      {props.actions === undefined ? null : <div className={classes.actions}>{props.actions}</div>}
    </div>
  );
}
