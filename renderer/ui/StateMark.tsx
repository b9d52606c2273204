/**
 * A state as a shape and a word, never a colour alone. Green is only for what was verified, red only for what is late or
 * lost, the accent for what waits for a person; everything else is neutral.
 */
import type { ReactNode } from 'react';
import type { Mark, Shape as ShapeName } from './marks.ts';
import classes from './StateMark.module.css';

export {
  accountMarks,
  doubtMark,
  entryMarks,
  type Mark,
  mayCallMark,
  notListedMark,
  recordMarks,
  registryAgeMarks,
  registryMarks,
  runMarks,
} from './marks.ts';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 } as const;

const drawings: Record<ShapeName, ReactNode> = {
  full: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.2" {...stroke} />
      <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4z" fill="currentColor" />
    </>
  ),
  quarter: (
    <>
      <circle cx="6" cy="6" r="4.2" {...stroke} />
      <path d="M6 6V1.8A4.2 4.2 0 0 1 10.2 6z" fill="currentColor" />
    </>
  ),
  ring: <circle cx="6" cy="6" r="4.2" {...stroke} />,
  dotted: <circle cx="6" cy="6" r="4.2" {...stroke} strokeDasharray="1.8 1.5" />,
  dot: (
    <>
      <circle cx="6" cy="6" r="4.2" {...stroke} />
      <circle cx="6" cy="6" r="1.7" fill="currentColor" />
    </>
  ),
  square: <rect x="1.8" y="1.8" width="8.4" height="8.4" fill="currentColor" />,
  triangle: <path d="M6 1 11.2 10.6H.8z" fill="currentColor" />,
  diamond: <path d="M6 .6 11.4 6 6 11.4.6 6z" fill="currentColor" />,
  hand: <path d="M6 1.4 10.6 6 6 10.6 1.4 6z" {...stroke} />,
  dash: <path d="M2 6h8" {...stroke} strokeWidth={2} />,
  stop: (
    <path
      d="M3.9.8h4.2l3.1 3.1v4.2l-3.1 3.1H3.9L.8 8.1V3.9zM3.2 5.1v1.8h5.6V5.1z"
      fill="currentColor"
      fillRule="evenodd"
    />
  ),
  clock: (
    <>
      <circle cx="6" cy="6" r="4.2" {...stroke} />
      <path d="M6 3.4V6l1.8 1.3" {...stroke} strokeWidth={1.3} />
    </>
  ),
  spin: <path d="M6 1.8A4.2 4.2 0 1 1 1.8 6" {...stroke} className={classes.spin} />,
};

/** Only the shape, where the word stands beside it or in the name of the element around it. */
export function Shape({ mark }: { readonly mark: Mark }) {
  return (
    <svg className={classes.shape} data-tone={mark.tone} viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      {drawings[mark.shape]}
    </svg>
  );
}

/** Shape and word. `word` replaces the mark's own, e.g. "37 waiting". */
export function StateMark({ mark, word }: { readonly mark: Mark; readonly word?: string }) {
  return (
    <span className={classes.mark}>
      <Shape mark={mark} />
      <span>{word ?? mark.word}</span>
    </span>
  );
}
