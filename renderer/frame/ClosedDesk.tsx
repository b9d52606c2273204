/** The whole page while the list cannot be opened: why, and the backups, one of which can take its place. */
import { Button, Title } from '@mantine/core';
import { BackupsSection } from '../features/backups/BackupsSection.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './ClosedDesk.module.css';
import { closedDeskWords as say } from '../../shared/words/page/frame.ts';

/** @param sentence why it cannot be opened */
export function ClosedDesk({ sentence }: { readonly sentence: string }) {
  const reload = (): void => window.location.reload();
  return (
    <main className={classes.closed}>
      <Title order={1} size="h3">
        {say.dncDeskCannotOpen}
      </Title>
      <Problem word={say.closed} sentence={sentence} />
      <p className={classes.sentence}>{say.untilAListIsOpen}</p>
      <BackupsSection onRestored={reload} />
      <div>
        <Button variant="default" onClick={reload}>
          {say.lookAgain}
        </Button>
      </div>
    </main>
  );
}
