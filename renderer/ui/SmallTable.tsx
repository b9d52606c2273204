/** A table within a page, such as the areas of a registry: where it is long it scrolls, by keys too, and its head stays. */
import type { ReactNode } from 'react';
import classes from './SmallTable.module.css';

export function SmallTable(props: {
  /** What it lists, for who cannot see where it begins. */
  readonly label: string;
  /** The cells of the head; a cell of figures has `data-figure`, like those under it. */
  readonly head: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={props.label}>
      <table className={classes.table}>
        <thead>
          <tr>{props.head}</tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
