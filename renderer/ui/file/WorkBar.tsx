/** The bar at the bottom that stays in view: it carries out the page's choices, or shows the progress. */
import type { ReactNode } from 'react';
import type { JobRow } from '../../../shared/contract/app.ts';
import { JobProgress } from '../JobProgress.tsx';
import { takeFocus } from '../takeFocus.ts';
import classes from './File.module.css';

export function WorkBar({ children }: { readonly children: ReactNode }) {
  return <div className={classes.bar}>{children}</div>;
}

/**
 * Shown while the work is done. The focus comes here from the button that started it, and Tab goes on to the cancel
 * button.
 */
export function WorkingBar({ job, cancelWord }: { readonly job: JobRow; readonly cancelWord: string }) {
  return (
    <div className={classes.bar} role="group" aria-label={job.label} tabIndex={-1} ref={takeFocus}>
      <JobProgress job={job} cancelWord={cancelWord} />
    </div>
  );
}
