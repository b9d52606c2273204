/** What the verbs of the number box are about: what is selected in the list that is on the screen, else the open number. */
import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import type { Subject } from '../actions.ts';
import { useDesk } from '../desk.tsx';
import { useRoute } from '../route.ts';
import { countSelected } from '../stores/selection.ts';
import { subjectWords as say } from '../../shared/words/page/frame.ts';

/** The subject; null: nothing is selected or open. */
export function useSubject(): Subject | null {
  const { queries, selection } = useDesk();
  const { screen, number } = useRoute();
  const { count, isAll } = countSelected(useStore(selection));
  const details = useQuery(
    queries.entries.get.queryOptions({ input: { number: number ?? '' }, enabled: number !== null }),
  );
  if (screen === 'list' && count > 0)
    return {
      words: isAll ? say.allNumbersThatMatch(count) : count === 1 ? say.theSelectedNumber : say.theseNumbers(count),
      isMany: true,
    };
  return number === null ? null : { words: details.data?.international ?? number, isMany: false };
}
