/** Entries that a change left as they are because somebody had changed them since: which, when and by whom. */
import type { LeftEntry } from '../../../shared/contract/entries.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { openNumber } from '../../route.ts';
import classes from './Bulk.module.css';

export function LeftList({ left, total }: { readonly left: readonly LeftEntry[]; readonly total: number }) {
  return (
    <ul className={classes.items} tabIndex={0} aria-label="Left as they are">
      {left.map(({ number, sentence }) => (
        <li key={number}>
          <button type="button" className={classes.link} onClick={() => openNumber(number)}>
            {number}
          </button>
          <span>{sentence}</span>
        </li>
      ))}
      {total > left.length ? <li>and {countOf(total - left.length, 'more number')}</li> : null}
    </ul>
  );
}
