/** The bar at the bottom that stays in sight: carries the page's choices out, or shows how far that is. */
import type { ReactNode } from 'react';
import type { JobRow } from '../../../shared/contract/app.ts';
import { JobProgress } from '../JobProgress.tsx';
import { takeFocus } from '../takeFocus.ts';
import classes from './File.module.css';

export function WorkBar({ children }: { readonly children: ReactNode }) {
  return <div className={classes.bar}>{children}</div>;
}

/** While the work is done; the focus goes here from the button that started it, and Tab from here to the cancelling. */
export function WorkingBar({ job, cancelWord }: { readonly job: JobRow; readonly cancelWord: string }) {
  return (
    <div className={classes.bar} role="group" aria-label={job.label} tabIndex={-1} ref={takeFocus}>
      <JobProgress job={job} cancelWord={cancelWord} />
    </div>
  );
}
