/**
 * A state as a shape and a word, never a colour alone. Green is only for what was verified, red only for what is late or
 * lost, the accent for what waits for a person; everything else is neutral.
 */
import type { ReactNode } from 'react';
import type { EntryRow } from '../../shared/contract/entries.ts';
import type { AccountRow, RecordState } from '../../shared/contract/sync.ts';
import classes from './StateMark.module.css';

type Tone = 'plain' | 'verified' | 'lost' | 'person';
type Shape =
  | 'full'
  | 'half'
  | 'quarter'
  | 'ring'
  | 'dotted'
  | 'dot'
  | 'square'
  | 'triangle'
  | 'diamond'
  | 'hand'
  | 'dash'
  | 'stop'
  | 'clock'
  | 'spin';
export type Mark = { readonly word: string; readonly shape: Shape; readonly tone: Tone };

export const recordMarks = {
  inStep: { word: 'in step', shape: 'full', tone: 'verified' },
  waiting: { word: 'waiting', shape: 'quarter', tone: 'plain' },
  unconfirmed: { word: 'sent, not confirmed', shape: 'half', tone: 'plain' },
  missingThere: { word: 'missing there', shape: 'ring', tone: 'lost' },
  onlyThere: { word: 'only there', shape: 'dot', tone: 'person' },
  parked: { word: 'parked', shape: 'square', tone: 'lost' },
  cannotVerify: { word: 'cannot be verified', shape: 'dotted', tone: 'plain' },
  needsCallReference: { word: 'needs a call reference', shape: 'triangle', tone: 'person' },
  removeByHand: { word: 'to be removed by hand', shape: 'hand', tone: 'person' },
  conflict: { word: 'conflict', shape: 'diamond', tone: 'person' },
  gone: { word: 'agent is gone', shape: 'dash', tone: 'plain' },
} as const satisfies Record<RecordState, Mark>;

export const entryMarks = {
  blocked: { word: 'blocked', shape: 'stop', tone: 'plain' },
  expired: { word: 'expired', shape: 'clock', tone: 'plain' },
  removed: { word: 'removed', shape: 'dash', tone: 'plain' },
  conflict: { word: 'conflict', shape: 'diamond', tone: 'person' },
} as const satisfies Record<EntryRow['state'], Mark>;

export const accountMarks = {
  inStep: { word: 'in step', shape: 'full', tone: 'verified' },
  waiting: { word: 'waiting', shape: 'quarter', tone: 'plain' },
  syncing: { word: 'syncing', shape: 'spin', tone: 'plain' },
  needsYou: { word: 'needs you', shape: 'triangle', tone: 'person' },
  offline: { word: 'offline', shape: 'ring', tone: 'lost' },
  paused: { word: 'paused', shape: 'square', tone: 'plain' },
  never: { word: 'never synced', shape: 'dotted', tone: 'plain' },
} as const satisfies Record<AccountRow['state'], Mark>;

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 } as const;

const drawings: Record<Shape, ReactNode> = {
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

/** The shape alone, for where the word stands beside it or in the name of what holds it. */
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
