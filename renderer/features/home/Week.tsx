/** What was added in the last seven days, by where it came from, and what was released. */
import type { HomeState } from '../../../shared/contract/home.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { toHash } from '../../route.ts';
import classes from './Home.module.css';

const sources = [
  ['import', 'from files'],
  ['manual', 'by hand'],
  ['api', 'by scripts'],
  ['vendor', 'from vendors'],
] as const;

export function Week({ week: { added, released } }: { readonly week: HomeState['week'] }) {
  const all = sources.reduce((sum, [source]) => sum + added[source], 0);
  const parts = sources.filter(([source]) => added[source] > 0);
  if (all === 0 && released === 0)
    return <p className={classes.quiet}>Nothing was added or released in the last seven days.</p>;
  return (
    <p className={classes.quiet}>
      <a href={toHash({ screen: 'list', rest: [], number: null, params: { added: '7' } })}>
        <strong>{toCount(all)} added</strong>
      </a>
      {parts.length === 0
        ? null
        : ` (${parts.map(([source, words]) => `${toCount(added[source])} ${words}`).join(', ')})`}
      {' · '}
      <a href={toHash({ screen: 'list', rest: [], number: null, params: { state: 'removed' } })}>
        {toCount(released)} released
      </a>
    </p>
  );
}
