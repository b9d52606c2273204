/** What each vendor is told, and may then do, before a person releases numbers or undoes a batch. */
import { Text } from '@mantine/core';
import { LineSkeletons } from './LineSkeletons.tsx';
import { foreseenWords as say } from '../../shared/words/page/ui.ts';

/** `vendors`: the core's sentences, undefined while they are loaded. `more`: changes that they leave out. */
export function Foreseen({
  vendors,
  more = 0,
}: {
  readonly vendors: readonly string[] | undefined;
  readonly more?: number;
}) {
  if (vendors === undefined) return <LineSkeletons lines={2} height={20} />;
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
