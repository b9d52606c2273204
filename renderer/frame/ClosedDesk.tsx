/** The whole page while the list cannot be opened: why, and the backups, one of which can take its place. */
import { Button, Title } from '@mantine/core';
import { BackupsSection } from '../features/backups/BackupsSection.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './ClosedDesk.module.css';

/** @param sentence why it cannot be opened */
export function ClosedDesk({ sentence }: { readonly sentence: string }) {
  const reload = (): void => window.location.reload();
  return (
    <main className={classes.closed}>
      <Title order={1} size="h3">
        DNC Desk cannot open the list
      </Title>
      <Problem word="Closed" sentence={sentence} />
      <p className={classes.sentence}>
        Until a list is open nothing is called callable and nothing is sent to vendors. Put a whole backup in its place;
        the damaged file is kept.
      </p>
      <BackupsSection onRestored={reload} />
      <div>
        <Button variant="default" onClick={reload}>
          Look again
        </Button>
      </div>
    </main>
  );
}
