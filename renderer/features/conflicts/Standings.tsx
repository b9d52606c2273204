/** What each vendor may do with the number while the question is open: the record in question first. */
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { MayCall } from '../../ui/MayCall.tsx';
import { recordMarks, Shape } from '../../ui/StateMark.tsx';
import classes from './Conflicts.module.css';
import { standingsWords as say } from '../../../shared/words/page/conflicts.ts';

export function Standings({ conflict }: { readonly conflict: ConflictRow }) {
  return (
    <section className={classes.standings} aria-label={say.atTheVendors}>
      <h3>{say.atTheVendors}</h3>
      <ul>
        {conflict.vendors.map(({ account, scope, targetName, state, sentence, mayCall }) => (
          <li key={`${account}/${scope}`}>
            <Shape mark={recordMarks[state]} />
            <span>
              <strong>{targetName.replace(' / ', ' · ')}</strong> ({recordMarks[state].word}).{' '}
              {mayCall === null ? null : <MayCall sentence={mayCall} state={state} />} {sentence}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
