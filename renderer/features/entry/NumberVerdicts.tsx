/** Beside each typed number: what it is read as and whether it is blocked already; after the act: what became of it. */
import type { AddOutcome, CheckResult } from '../../../shared/contract/entries.ts';
import { type Mark, StateMark } from '../../ui/StateMark.tsx';
import { countOf } from '../../ui/words.ts';
import type { TypedNumber } from './readNumbers.ts';
import classes from './SidePanel.module.css';

const shownLines = 200;

const isNew: Mark = { word: 'new', shape: 'ring', tone: 'plain' };
const isThere: Mark = { word: 'blocked already', shape: 'stop', tone: 'plain' };
const isDoubtful: Mark = { word: 'no operator uses it', shape: 'triangle', tone: 'person' };
const isRefused: Mark = { word: 'not a number', shape: 'dash', tone: 'lost' };
const isRead: Mark = { word: 'read', shape: 'dotted', tone: 'plain' };

export function Verdicts(props: {
  readonly typed: readonly TypedNumber[];
  /** What the core says of the readable ones, once it has answered. */
  readonly there: readonly CheckResult[] | undefined;
}) {
  const { typed, there } = props;
  if (typed.length === 0) return null;
  const known = new Map(there?.map((result) => [result.number, result]));
  return (
    <ul className={classes.verdicts} aria-label="What each number is read as" aria-live="polite" tabIndex={0}>
      {typed.slice(0, shownLines).map((line, index) => (
        <li key={`${index} ${line.raw}`}>
          <span>{line.ok ? line.international : line.raw}</span>
          {line.ok ? (
            <StateMark mark={toVerdict(line.valid, known.get(line.number))} />
          ) : (
            <>
              <StateMark mark={isRefused} />
              <span className={classes.meaning}>{line.message}</span>
            </>
          )}
          {line.ok && known.get(line.number)?.blocked === true ? (
            <span className={classes.meaning}>{known.get(line.number)?.why}</span>
          ) : null}
        </li>
      ))}
      {typed.length > shownLines ? <li>and {countOf(typed.length - shownLines, 'more line')}</li> : null}
    </ul>
  );
}

function toVerdict(valid: boolean, result: CheckResult | undefined): Mark {
  if (!valid) return isDoubtful;
  if (result === undefined) return isRead;
  return result.blocked ? isThere : isNew;
}

export function Outcomes({ outcomes }: { readonly outcomes: readonly AddOutcome[] }) {
  return (
    <ul className={classes.verdicts} aria-label="What became of each number" tabIndex={0}>
      {outcomes.slice(0, shownLines).map((outcome, index) => (
        <li key={`${index} ${outcome.raw}`}>
          <span>{outcome.number ?? outcome.raw}</span>
          <StateMark mark={outcomeMarks[outcome.outcome]} />
          <span className={classes.meaning}>{outcome.sentence}</span>
        </li>
      ))}
    </ul>
  );
}

const outcomeMarks = {
  added: { word: 'blocked', shape: 'stop', tone: 'plain' },
  revived: { word: 'blocked again', shape: 'stop', tone: 'plain' },
  changed: { word: 'changed', shape: 'stop', tone: 'plain' },
  alreadyThere: isThere,
  rejected: isRefused,
  needsConfirmation: isDoubtful,
} as const satisfies Record<AddOutcome['outcome'], Mark>;
