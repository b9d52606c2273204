/** What each vendor is told, and may then do, before a person releases numbers or undoes a batch. */
import { Button, Text } from '@mantine/core';
import { toSentence } from '../desk.tsx';
import { LineSkeletons } from './LineSkeletons.tsx';
import { Problem } from './Problem.tsx';
import { foreseenWords as say } from '../../shared/words/page/ui.ts';

/** What a question foresees is asked anew whenever it is opened: the list goes on meanwhile. */
export const askedEachTime = { staleTime: 0, gcTime: 0 } as const;

/** `of`: what the core foresees, as far as it has answered; its `more` are changes that the sentences leave out. */
export function Foreseen({
  of,
}: {
  readonly of: {
    readonly data: { readonly vendors: readonly string[]; readonly more?: number } | undefined;
    readonly isError: boolean;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
}) {
  if (of.isError)
    return (
      <Problem word={say.notKnown} sentence={toSentence(of.error)}>
        <Button variant="default" size="compact-sm" onClick={() => void of.refetch()}>
          {say.tryAgain}
        </Button>
      </Problem>
    );
  if (of.data === undefined) return <LineSkeletons lines={2} height={20} />;
  const { vendors, more = 0 } = of.data;
  const all = more === 0 ? vendors : [...vendors, say.theRestOfTheBatch];
  if (all.length === 0) return <Text size="sm">{say.noVendorAccountIsConcerned}</Text>;
  return (
    <section aria-label={say.atTheVendors}>
      <ul>
        {all.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
