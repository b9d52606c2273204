/**
 * A table that fills the screen and scrolls inside: its head stays, figures are right-aligned, and older rows come on
 * request.
 */
import { Button } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import classes from './DataTable.module.css';

export function DataTable(props: {
  readonly ref?: Ref<HTMLTableElement>;
  readonly caption: string;
  readonly className?: string | undefined;
  /** The cells of the head; a cell of figures has `data-figure`, like those under it. */
  readonly head: ReactNode;
  readonly children: ReactNode;
  /** "Show older runs"; undefined when all are shown. */
  readonly more?: { readonly word: string; readonly isLoading: boolean; readonly onMore: () => void } | undefined;
}) {
  const { ref, caption, className = '', head, children, more } = props;
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} ${className}`} ref={ref}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {more === undefined ? null : (
        <Button variant="default" m={10} loading={more.isLoading} onClick={more.onMore}>
          {more.word}
        </Button>
      )}
    </div>
  );
}
