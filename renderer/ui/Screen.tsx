/** The area of one screen: a heading, what can be done on the right, and the body, which scrolls unless `fill`. */
import type { ReactNode } from 'react';
import classes from './Screen.module.css';

export function Screen(props: {
  readonly title: string;
  readonly actions?: ReactNode;
  /** The body keeps the height of the window and scrolls inside (a grid, a split view). */
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.screen}>
      <div className={classes.head}>
        <h1 className={classes.title}>{props.title}</h1>
        <div className={classes.actions}>{props.actions}</div>
      </div>
      <div className={props.fill ? classes.fill : classes.body}>{props.children}</div>
    </div>
  );
}
