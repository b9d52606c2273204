/** Entries that a change left as they are because somebody had changed them since: which, when and by whom. */
import type { LeftEntry } from '../../../shared/contract/entries.ts';
import { openNumber } from '../../route.ts';
import classes from './Bulk.module.css';
import { leftListWords as say } from '../../../shared/words/page/bulk.ts';

export function LeftList({ left, total }: { readonly left: readonly LeftEntry[]; readonly total: number }) {
  return (
    <ul className={classes.items} tabIndex={0} aria-label={say.leftAsTheyAre}>
      {left.map(({ number, sentence }) => (
        <li key={number}>
          <button type="button" className={classes.link} onClick={() => openNumber(number)}>
            {number}
          </button>
          <span>{sentence}</span>
        </li>
      ))}
      {total > left.length ? <li>{say.andMoreNumbers(total - left.length)}</li> : null}
    </ul>
  );
}
