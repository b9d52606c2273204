/** The proof of a period, under Settings: everything that was written to the list in it, as a paper or as data. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { isInstant, parseMoment } from '../../../shared/domain/time/moment.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { MomentField } from '../../ui/MomentField.tsx';
import { useSaveProof } from '../../ui/useSaveProof.ts';
import classes from './Proof.module.css';
import { periodProofWords as say } from '../../../shared/words/page/proof.ts';

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
      <p className={classes.quiet}>{say.everyChangeOfTheList}</p>
      <MomentField label={say.from} kind="start" value={from} onChange={setFrom} />
      <MomentField label={say.to} kind="end" value={to} onChange={setTo} />
      <div className={classes.row}>
        <Button variant="default" disabled={!isWhole} loading={isPending} onClick={() => start('pdf')}>
          {say.saveTheProofPdf}
        </Button>
        <Button variant="subtle" disabled={!isWhole || isPending} onClick={() => start('json')}>
          {say.asDataJson}
        </Button>
      </div>
      {job === undefined ? null : <JobProgress job={job} />}
    </div>
  );
}
