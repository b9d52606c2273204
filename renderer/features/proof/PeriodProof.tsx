/** The proof of a period, under Settings: everything that was written to the list in it, as a paper or as data. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { isInstant, parseMoment } from '../../../shared/domain/time/moment.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { MomentField } from '../../ui/MomentField.tsx';
import { useSaveProof } from '../../ui/useSaveProof.ts';
import classes from './Proof.module.css';

export function PeriodProof() {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { save, isPending, job } = useSaveProof();
  const [first, last] = [parseMoment(from), parseMoment(to)];
  const isWhole = first !== undefined && last !== undefined && !isInstant(first) && !isInstant(last);
  const start = (part: 'pdf' | 'json') => {
    if (isWhole) save({ asked: { kind: 'period', from: first, to: last }, part });
  };
  return (
    <div className={classes.fields}>
      <p className={classes.quiet}>
        Every change of the list in a period with the rows of the history that hold it, syncs, answers to programs, and
        cleaned lead files, as a paper that a lawyer can read and that “dnc-desk verify-proof” can check without this
        desk. The proof of one number is in its drawer.
      </p>
      <MomentField label="From" kind="start" value={from} onChange={setFrom} />
      <MomentField label="To" kind="end" value={to} onChange={setTo} />
      <div className={classes.row}>
        <Button variant="default" disabled={!isWhole} loading={isPending} onClick={() => start('pdf')}>
          Save the proof (PDF)
        </Button>
        <Button variant="subtle" disabled={!isWhole || isPending} onClick={() => start('json')}>
          As data (JSON)
        </Button>
      </div>
      {job === undefined ? null : <JobProgress job={job} />}
    </div>
  );
}
