/** What was added in the last seven days, by where it came from, and what was released. */
import type { HomeState } from '../../../shared/contract/home.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { toHash } from '../../route.ts';
import classes from './Home.module.css';
import { weekWords as say } from '../../../shared/words/page/home.ts';

const sources = [
  ['import', say.fromFiles],
  ['manual', say.byHand],
  ['api', say.byScripts],
  ['vendor', say.fromVendors],
] as const;

export function Week({ week: { added, released } }: { readonly week: HomeState['week'] }) {
  const all = sources.reduce((sum, [source]) => sum + added[source], 0);
  const parts = sources.filter(([source]) => added[source] > 0);
  if (all === 0 && released === 0) return <p className={classes.quiet}>{say.nothingWasAddedOrReleased}</p>;
  return (
    <p className={classes.quiet}>
      <a href={toHash({ screen: 'list', rest: [], number: null, params: { added: '7' } })}>
        <strong>{say.added(all)}</strong>
      </a>
      {parts.length === 0
        ? null
        : ` (${parts.map(([source, words]) => `${toCount(added[source])} ${words}`).join(', ')})`}
      {' · '}
      <a href={toHash({ screen: 'list', rest: [], number: null, params: { state: 'removed' } })}>
        {say.released(released)}
      </a>
    </p>
  );
}
