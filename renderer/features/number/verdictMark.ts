/**
 * The one word about a number, in the box and in its drawer: first its own state, then a doubt, then what another form
 * says.
 */
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { doubtMark, entryMarks, type Mark, notListedMark } from '../../ui/marks.ts';
import { verdictMarkWords as say } from '../../../shared/words/page/number.ts';

const formMark: Mark = { word: say.blockedUnderAnotherForm, shape: 'stop', tone: 'plain' };

type Details = Pick<DeskOutputs['entries']['get'], 'entry' | 'doubt' | 'forms'>;

export function toVerdictMark({ entry, doubt, forms }: Details): Mark {
  if (entry !== null && isBlocking(entry.state)) return entryMarks[entry.state];
  if (doubt !== undefined) return doubtMark;
  if (forms.some(({ state }) => isBlocking(state))) return formMark;
  return entry === null ? notListedMark : entryMarks[entry.state];
}

function isBlocking(state: Details['forms'][number]['state']): boolean {
  return state === 'blocked' || state === 'conflict';
}
