/**
 * The result of a file: one sentence, which takes the focus and scrolls into view, and the counts that add up to its
 * lines.
 */
import type { Mark } from '../marks.ts';
import { StateMark } from '../StateMark.tsx';
import { comeIntoSight } from '../takeFocus.ts';
import classes from './File.module.css';
import { toCount } from '../../../shared/words/counts.ts';

export function Outcome({ mark }: { readonly mark: Mark }) {
  return (
    <p
      // A new result is announced again.
      key={mark.word}
      className={classes.outcome}
      role="status"
      tabIndex={-1}
      ref={comeIntoSight}
    >
      <StateMark mark={mark} />
    </p>
  );
}

export type Count = { readonly name: string; readonly count: number };

/** `parts` with a plus between them, then the sum. */
export function CountsSum({ parts, sum }: { readonly parts: readonly Count[]; readonly sum: Count }) {
  return (
    <dl className={classes.counts}>
      {parts.map(({ name, count }, at) => (
        <Figure key={name} name={name} count={count} sign={at === 0 ? '' : '+'} />
      ))}
      <Figure {...sum} sign="=" />
    </dl>
  );
}

function Figure({ name, count, sign }: Count & { readonly sign: '' | '+' | '=' }) {
  return (
    <>
      {sign === '' ? null : (
        <span className={classes.sign} aria-hidden="true">
          {sign}
        </span>
      )}
      <div>
        <dt>{name}</dt>
        <dd>{toCount(count)}</dd>
      </div>
    </>
  );
}
