/** One way to read a text: the number, its country, why it can be read so, and whether it is blocked. */
import type { Doubt } from '../../shared/contract/doubt.ts';
import { describeReason } from '../../shared/domain/numbers/readings.ts';
import { entryMarks, notListedMark, StateMark } from './StateMark.tsx';
import { NumberText } from './NumberText.tsx';
import classes from './ReadingText.module.css';

export type Reading = Doubt['readings'][number];

export function ReadingText({ reading }: { readonly reading: Reading }) {
  return (
    <span className={classes.reading}>
      <strong>
        <NumberText {...reading} />
      </strong>
      <StateMark mark={reading.blocked ? entryMarks.blocked : notListedMark} />
      <span className={classes.why}>{describeReason(reading.why)}</span>
    </span>
  );
}
