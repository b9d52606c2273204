/** What each vendor is told, and may then do, before a person releases numbers or undoes a batch. */
import { Text } from '@mantine/core';
import { LineSkeletons } from './LineSkeletons.tsx';

/** `vendors`: the core's sentences, undefined while they are loaded. `more`: changes that they leave out. */
export function Foreseen({
  vendors,
  more = 0,
}: {
  readonly vendors: readonly string[] | undefined;
  readonly more?: number;
}) {
  if (vendors === undefined) return <LineSkeletons lines={2} height={20} />;
  const all = more === 0 ? vendors : [...vendors, 'The rest of the batch goes the same way.'];
  if (all.length === 0) return <Text size="sm">No vendor account is concerned.</Text>;
  return (
    <section aria-label="At the vendors">
      <ul>
        {all.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
