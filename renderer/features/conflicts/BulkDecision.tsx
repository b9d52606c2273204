/** The decision for all selected conflicts: what each choice would do, counted, before it is done as one batch. */
import { Button } from '@mantine/core';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { MayCall } from '../../ui/MayCall.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import classes from './Conflicts.module.css';
import { countEffects, kindMarks } from './sides.ts';
import { bulkDecisionWords as say } from '../../../shared/words/page/conflicts.ts';

const shownEffects = 12;

export function BulkDecision(props: {
  readonly conflicts: readonly ConflictRow[];
  readonly isPending: boolean;
  readonly onDecide: (choice: 'keepOurs' | 'takeTheirs') => void;
  readonly onClear: () => void;
}) {
  const { conflicts, isPending, onDecide, onClear } = props;
  const count = conflicts.length;
  const free = conflicts.filter(({ vendors }) => vendors.some(({ mayCall }) => mayCall !== null));
  const kinds = Object.entries(Object.groupBy(conflicts, ({ kind }) => kind));
  return (
    <article className={classes.view} aria-labelledby="bulk-heading">
      <header className={classes.viewHead}>
        <h2 className={classes.heading} id="bulk-heading">
          {say.conflictsSelected(count)}
        </h2>
        <Button variant="default" size="compact-sm" onClick={onClear}>
          {say.clearTheSelection}
        </Button>
      </header>
      <ul className={classes.kinds}>
        {kinds.map(([kind, some]) => (
          <li key={kind}>
            <StateMark
              mark={kindMarks[kind as ConflictRow['kind']]}
              word={`${toCount(some?.length ?? 0)} ${kindMarks[kind as ConflictRow['kind']].word}`}
            />
          </li>
        ))}
      </ul>
      <div className={classes.choices}>
        <ChoiceCard
          word={say.keepOursForAll(count)}
          effects={countEffects(conflicts, 'keepOurs')}
          isPending={isPending}
          onChoose={() => onDecide('keepOurs')}
        />
        <ChoiceCard
          word={say.takeTheirsForAll(count)}
          effects={countEffects(conflicts, 'takeTheirs')}
          isPending={isPending}
          onChoose={() => onDecide('takeTheirs')}
        />
      </div>
      <p className={classes.stays}>
        <StateMark
          mark={{
            word: say.allStayBlockedHere,
            shape: 'stop',
            tone: 'plain',
          }}
        />
      </p>
      {free.length === 0 ? null : (
        <p className={classes.stays}>
          <MayCall sentence={say.ofTheseNumbers(free.length)} />
        </p>
      )}
    </article>
  );
}

function ChoiceCard(props: {
  readonly word: string;
  readonly effects: ReturnType<typeof countEffects>;
  readonly isPending: boolean;
  readonly onChoose: () => void;
}) {
  const { word, effects, isPending, onChoose } = props;
  const more = effects.length - shownEffects;
  return (
    <section className={classes.choice} aria-label={word}>
      <Button variant="default" size="sm" fullWidth disabled={isPending} onClick={onChoose}>
        {word}
      </Button>
      <ul>
        {effects.slice(0, shownEffects).map(({ effect, count }) => (
          <li key={effect}>
            {count === 1 ? '' : <strong>{toCount(count)} × </strong>}
            {effect}
          </li>
        ))}
        {more > 0 ? <li>{say.andMoreEffects(more)}</li> : null}
      </ul>
    </section>
  );
}
