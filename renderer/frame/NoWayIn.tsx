/** The whole page when the core cannot be reached with this link: what happened, and what to do. */
import { Title } from '@mantine/core';
import { EmptyState } from '../ui/EmptyState.tsx';
import { noWayInWords as say } from '../../shared/words/page/frame.ts';

export function NoWayIn({ sentence }: { readonly sentence: string }) {
  return (
    <main style={{ height: '100%', display: 'grid', alignContent: 'center', justifyItems: 'center' }}>
      <Title order={1} size="h3" c="dimmed" fw={500}>
        {say.dncDesk}
      </Title>
      <EmptyState title={say.thisPageIsNotConnected}>{withCode(sentence)}</EmptyState>
    </main>
  );
}

/** Text between backticks is a command to type. */
function withCode(sentence: string) {
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}
