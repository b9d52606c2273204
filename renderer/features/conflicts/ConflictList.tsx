/** The list on the left: number, vendor, kind, age; a box to select several. */
import { Button, Checkbox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { mayCallMark, StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Conflicts.module.css';
import { kindMarks, toPlaceName } from './sides.ts';
import { conflictListWords as say } from '../../../shared/words/page/conflicts.ts';

export function ConflictList(props: {
  readonly conflicts: readonly ConflictRow[];
  readonly current: number;
  readonly selected: ReadonlySet<number>;
  readonly onShow: (conflict: ConflictRow) => void;
  readonly onToggle: (id: number) => void;
  /** How many match the filter, and how many are selected, including those that the list does not show. */
  readonly matching: number;
  readonly chosen: number;
  readonly onSelectAll: (all: boolean) => void;
  readonly onSelectMatching: () => void;
  readonly onMore: (() => void) | undefined;
}) {
  const { conflicts, current, selected, onShow, onToggle, onSelectAll, onMore } = props;
  const { matching, chosen, onSelectMatching } = props;
  return (
    <nav className={classes.list} aria-label={say.conflicts}>
      <div className={classes.listHead}>
        <Checkbox
          label={chosen === 0 ? say.selectAll : say.selected(chosen)}
          checked={selected.size > 0 && selected.size === conflicts.length}
          indeterminate={selected.size > 0 && selected.size < conflicts.length}
          onChange={() => onSelectAll(selected.size < conflicts.length)}
        />
        {selected.size === conflicts.length && chosen < matching ? (
          <Button variant="default" size="compact-xs" onClick={onSelectMatching}>
            {say.selectAllOf(matching)}
          </Button>
        ) : null}
      </div>
      <ul>
        {conflicts.map((conflict) => (
          <Row
            key={conflict.id}
            conflict={conflict}
            isCurrent={conflict.id === current}
            isSelected={selected.has(conflict.id)}
            onShow={() => onShow(conflict)}
            onToggle={() => onToggle(conflict.id)}
          />
        ))}
      </ul>
      {onMore === undefined ? null : (
        <Button variant="default" size="compact-sm" onClick={onMore} m={8}>
          {say.showMore}
        </Button>
      )}
    </nav>
  );
}

function Row(props: {
  readonly conflict: ConflictRow;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly onShow: () => void;
  readonly onToggle: () => void;
}) {
  const { conflict, isCurrent, isSelected, onShow, onToggle } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={row} className={classes.row} data-current={isCurrent}>
      <Checkbox aria-label={say.select(conflict.international)} checked={isSelected} onChange={onToggle} />
      <button type="button" className={classes.open} aria-current={isCurrent ? 'true' : undefined} onClick={onShow}>
        <bdi dir="ltr" className={classes.number}>
          {conflict.international}
        </bdi>
        <span className={classes.age}>
          <TimeText at={conflict.openedAt} />
        </span>
        <span className={classes.vendor}>{toPlaceName(conflict)}</span>
        <span className={classes.kind}>
          <StateMark mark={kindMarks[conflict.kind]} />
          {conflict.vendors.some(({ mayCall }) => mayCall !== null) ? (
            <>
              {' '}
              <StateMark mark={mayCallMark} />
            </>
          ) : null}
        </span>
      </button>
    </li>
  );
}
