/** That a vendor may call a number which is blocked here: red with a shape, and always in words. */
import type { RecordState } from '../../shared/contract/sync.ts';
import classes from './MayCall.module.css';
import { mayCallMark } from './marks.ts';
import { Shape } from './StateMark.tsx';

/** `sentence`: "Yappr may call this number now." `state`: of its record: where the vendor is told, or asked, with the next sync, it is not late. */
export function MayCall({ sentence, state }: { readonly sentence: string; readonly state?: RecordState }) {
  if (state === 'waiting' || state === 'unconfirmed') return <span>{sentence}</span>;
  return (
    <span className={classes.mayCall}>
      <Shape mark={mayCallMark} />
      <strong>{sentence}</strong>
    </span>
  );
}
