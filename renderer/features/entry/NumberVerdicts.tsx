/** Beside each typed number: how it is read and whether it is blocked already. After the command: what became of it. */
import { Button } from '@mantine/core';
import type { Doubt } from '../../../shared/contract/doubt.ts';
import type { AddOutcome, CheckResult } from '../../../shared/contract/entries.ts';
import { ReadNumber } from '../../ui/ReadNumber.tsx';
import { ReadingText, type Reading } from '../../ui/ReadingText.tsx';
import { doubtMark, type Mark, StateMark } from '../../ui/StateMark.tsx';
import type { TypedNumber } from './readNumbers.ts';
import classes from '../../ui/entry/SidePanel.module.css';
import { numberVerdictsWords as say } from '../../../shared/words/page/entry.ts';

const shownLines = 200;
const shownReadings = 6;

const isNew: Mark = { word: say.new, shape: 'ring', tone: 'plain' };
const isThere: Mark = { word: say.blockedAlready, shape: 'stop', tone: 'plain' };
const isNotInUse: Mark = { word: say.noOperatorUsesIt, shape: 'triangle', tone: 'person' };
const isRefused: Mark = { word: say.notANumber, shape: 'dash', tone: 'lost' };
const isRead: Mark = { word: say.read, shape: 'dotted', tone: 'plain' };

type Chosen = Pick<TypedNumber, 'line' | 'raw'>;
type OnRead = (chosen: Chosen, reading: string) => void;

export function Verdicts(props: {
  readonly typed: readonly TypedNumber[];
  /** What the core says of the readable numbers, once it has answered. */
  readonly there: ReadonlyMap<TypedNumber, CheckResult>;
  readonly onRead: OnRead;
}) {
  const { typed, there, onRead } = props;
  if (typed.length === 0) return null;
  return (
    <ul className={classes.verdicts} aria-label={say.whatEachNumberIsRead} aria-live="polite" tabIndex={0}>
      {typed.slice(0, shownLines).map((line, index) => {
        const result = there.get(line);
        const doubt = line.ok ? (result?.doubt ?? line.doubt) : null;
        return (
          <li key={`${index} ${line.raw}`}>
            <span>{line.ok && doubt === null ? line.international : line.raw}</span>
            <StateMark mark={line.ok ? toVerdict(doubt, result) : isRefused} />
            {line.ok ? null : <span className={classes.meaning}>{line.message}</span>}
            {doubt === null ? null : <span className={classes.meaning}>{doubt.sentence}</span>}
            {doubt === null && result?.blocked === true ? <span className={classes.meaning}>{result.why}</span> : null}
            <Readings doubt={result?.doubt} chosen={line} onRead={onRead} />
          </li>
        );
      })}
      {typed.length > shownLines ? <li>{say.andMoreLines(typed.length - shownLines)}</li> : null}
    </ul>
  );
}

function toVerdict(doubt: Pick<Doubt, 'kind'> | null, result: CheckResult | undefined): Mark {
  if (doubt !== null) return doubt.kind === 'notInUse' ? isNotInUse : doubtMark;
  if (result === undefined) return isRead;
  return result.blocked ? isThere : isNew;
}

/** The readings side by side: one press writes the number as the person means it. */
function Readings(props: { readonly doubt: Doubt | undefined; readonly chosen: Chosen; readonly onRead: OnRead }) {
  const { doubt, chosen, onRead } = props;
  if (doubt === undefined || doubt.kind === 'notInUse') return null;
  return (
    <ul className={classes.readings} aria-label={say.whatCanMean(chosen.raw)}>
      {doubt.readings.slice(0, shownReadings).map((reading: Reading) => (
        <li key={reading.number}>
          <ReadingText reading={reading} />
          <Button variant="default" size="compact-xs" onClick={() => onRead(chosen, reading.international)}>
            {say.itIs}
            {reading.international}
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function Outcomes({ outcomes, onRead }: { readonly outcomes: readonly AddOutcome[]; readonly onRead: OnRead }) {
  return (
    <ul className={classes.verdicts} aria-label={say.whatBecameOfEachNumber} tabIndex={0}>
      {outcomes.slice(0, shownLines).map((outcome, index) => (
        <li key={`${index} ${outcome.raw}`}>
          {outcome.number === null ? <span>{outcome.raw}</span> : <ReadNumber number={outcome.number} />}
          <StateMark
            mark={outcome.doubt === undefined ? outcomeMarks[outcome.outcome] : toVerdict(outcome.doubt, undefined)}
          />
          <span className={classes.meaning}>{outcome.sentence}</span>
          <Readings doubt={outcome.doubt} chosen={{ line: outcome.raw, raw: outcome.raw }} onRead={onRead} />
        </li>
      ))}
    </ul>
  );
}

const outcomeMarks = {
  added: { word: say.blocked, shape: 'stop', tone: 'plain' },
  revived: { word: say.blockedAgain, shape: 'stop', tone: 'plain' },
  changed: { word: say.changed, shape: 'stop', tone: 'plain' },
  alreadyThere: isThere,
  rejected: isRefused,
  needsConfirmation: doubtMark,
} as const satisfies Record<AddOutcome['outcome'], Mark>;
