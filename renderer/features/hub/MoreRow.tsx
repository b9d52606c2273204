/** The last line of a list that shows its first ones: how many more there are. Nothing where it shows all. */
import { moreRowWords as say } from '../../../shared/words/page/hub.ts';

export function MoreRow({ count }: { readonly count: number }) {
  return count > 0 ? <li>{say.andMore(count)}</li> : null;
}
