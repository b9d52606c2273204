/** Numbers that somebody asked for although they were blocked already: which, when and by whom. */
import { Text } from '@mantine/core';
import type { LeftEntry } from '../../shared/contract/entries.ts';
import { askedSinceWords as say } from '../../shared/words/page/ui.ts';

/** `sentence`: what it means for what the person is about to do. Nothing is shown where there is none. */
export function AskedSince({
  sentence,
  asked,
  count,
}: {
  readonly sentence: string;
  readonly asked: readonly LeftEntry[];
  readonly count: number;
}) {
  if (count === 0) return null;
  return (
    <section aria-label={say.othersAsked}>
      <Text size="sm" fw={600}>
        {sentence}
      </Text>
      <ul>
        {asked.map((one) => (
          <li key={one.number}>
            {one.number}: {one.sentence}
          </li>
        ))}
        {count > asked.length ? <li>{say.andMore(count - asked.length)}</li> : null}
      </ul>
    </section>
  );
}
