/**
 * One conflict: what happened in plain words, the three sides beside each other, and the choices with their effects.
 */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { openNumber } from '../../route.ts';
import { ActionKey } from '../../ui/ActionKey.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { EndText, TimeText } from '../../ui/TimeText.tsx';
import classes from './Conflicts.module.css';
import { DecidedElsewhere } from './DecidedElsewhere.tsx';
import { EditConflict } from './EditConflict.tsx';
import { Histories } from './Histories.tsx';
import { Standings } from './Standings.tsx';
import { type Cell, kindMarks, toPlaceName, toSideRows } from './sides.ts';
import { type ChoiceKind, nameChoice, type Resolution } from './useResolve.ts';
import { conflictViewWords as say } from '../../../shared/words/page/conflicts.ts';

export function ConflictView(props: {
  readonly conflict: ConflictRow;
  readonly isEditing: boolean;
  readonly isPending: boolean;
  readonly onEdit: (isEditing: boolean) => void;
  readonly onDecide: (choice: ChoiceKind, patch?: Resolution['patch']) => void;
}) {
  const { conflict, isEditing, isPending, onEdit, onDecide } = props;
  return (
    <article className={classes.view} aria-labelledby="conflict-heading">
      <header className={classes.viewHead}>
        <h2 className={classes.heading} id="conflict-heading">
          <bdi dir="ltr">{conflict.international}</bdi>
        </h2>
        <StateMark mark={kindMarks[conflict.kind]} />
        <span className={classes.quiet}>
          {toPlaceName(conflict)}
          {', '}
          <TimeText at={conflict.openedAt} />
        </span>
        <Button variant="default" size="compact-sm" onClick={() => openNumber(conflict.number)}>
          {say.showTheNumber}
        </Button>
      </header>
      <p className={classes.sentence}>{conflict.sentence}</p>
      {conflict.hasChanged ? <p className={classes.changed}>{say.thisQuestionHasChangedSince}</p> : null}
      <SidesTable conflict={conflict} />
      <p className={classes.stays}>
        <StateMark mark={{ word: say.staysBlockedHere, shape: 'stop', tone: 'plain' }} />
      </p>
      <Standings conflict={conflict} />
      {conflict.elsewhere === null ? null : (
        <DecidedElsewhere account={conflict.account} sentence={conflict.elsewhere} />
      )}
      {isEditing && conflict.elsewhere === null ? (
        <EditConflict
          conflict={conflict}
          isPending={isPending}
          onClose={() => onEdit(false)}
          onSave={(patch) => onDecide('edit', patch)}
        />
      ) : (
        <div className={classes.choices}>
          <ChoiceBox
            choice="keepOurs"
            isPending={isPending || conflict.elsewhere !== null}
            onChoose={() => onDecide('keepOurs')}
          >
            <Effects sentences={conflict.effects.keepOurs} />
          </ChoiceBox>
          <ChoiceBox
            choice="takeTheirs"
            isPending={isPending || conflict.elsewhere !== null}
            onChoose={() => onDecide('takeTheirs')}
          >
            <Effects sentences={conflict.effects.takeTheirs} />
          </ChoiceBox>
          <ChoiceBox choice="edit" isPending={isPending || conflict.elsewhere !== null} onChoose={() => onEdit(true)}>
            <p>{say.chooseYourself}</p>
          </ChoiceBox>
        </div>
      )}
      <Histories conflict={conflict} />
    </article>
  );
}

function ChoiceBox(props: {
  readonly choice: ChoiceKind;
  readonly isPending: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}) {
  const { choice, isPending, onChoose, children } = props;
  return (
    <section className={classes.choice} aria-label={nameChoice(choice)}>
      <Button
        variant="default"
        size="sm"
        fullWidth
        justify="space-between"
        rightSection={<ActionKey id={`conflicts.${choice}`} />}
        disabled={isPending}
        onClick={onChoose}
      >
        {nameChoice(choice)}
        {choice === 'edit' ? '…' : ''}
      </Button>
      {children}
    </section>
  );
}

function Effects({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return <p>{say.nothingChanges}</p>;
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function SidesTable({ conflict }: { readonly conflict: ConflictRow }) {
  return (
    <table className={classes.sides}>
      <thead>
        <tr>
          <td />
          <th scope="col">{say.whenLastAgreed}</th>
          <th scope="col">{say.here}</th>
          <th scope="col">{say.there(conflict.accountName, conflict.isPut)}</th>
        </tr>
      </thead>
      <tbody>
        {toSideRows(conflict).map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <SideCell cell={row.base} />
            <SideCell cell={row.ours} />
            <SideCell cell={row.theirs} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SideCell({ cell }: { readonly cell: Cell }) {
  return (
    <td data-differs={cell.differs} data-none={cell.kind === 'none'}>
      <span className={classes.value} dir="auto">
        {cell.kind === 'end' ? <EndText end={cell.value} /> : cell.value}
      </span>
      {cell.differs ? <span className={classes.differs}>{say.differs}</span> : null}
    </td>
  );
}
