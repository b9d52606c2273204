/** That a vendor may call a number which is blocked here: red with a shape, and always in words. */
import classes from './MayCall.module.css';
import { mayCallMark } from './marks.ts';
import { Shape } from './StateMark.tsx';

/** `sentence`: "Yappr may call this number now." `isOnItsWay`: the vendor is told with the next sync: it is not late. */
export function MayCall({
  sentence,
  isOnItsWay = false,
}: {
  readonly sentence: string;
  readonly isOnItsWay?: boolean;
}) {
  if (isOnItsWay) return <span>{sentence}</span>;
  return (
    <span className={classes.mayCall}>
      <Shape mark={mayCallMark} />
      <strong>{sentence}</strong>
    </span>
  );
}
