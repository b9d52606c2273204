/**
 * The last result, at the foot of the window and over no button: what was done, with Undo, and what went wrong. Panels and
 * questions end above it, so that it is seen and heard over them too. A failure stays until it is closed; a result goes
 * after a while, unless the pointer or the focus is in the bar.
 */
import { Button, CloseButton } from '@mantine/core';
import { useMergedRef, useResizeObserver } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useDesk } from '../desk.tsx';
import { closeResult, findUndoable, type Result } from '../stores/results.ts';
import { ActionKey } from '../ui/ActionKey.tsx';
import { Shape } from '../ui/StateMark.tsx';
import { useActions } from '../useActions.ts';
import classes from './ResultBar.module.css';
import { resultBarWords as say } from '../../shared/words/page/frame.ts';

/** How long a result is shown: longer where it can be taken back. */
const shownMs = { plain: 8_000, undoable: 20_000 };

export function ResultBar() {
  const { results } = useDesk();
  const state = useStore(results);
  const bar = useRef<HTMLElement>(null);
  const [measure, { height }] = useResizeObserver<HTMLElement>();
  const attach = useMergedRef(bar, measure);
  const [isHeld, setHeld] = useState(false);
  const from = useRef<HTMLElement | null>(null);
  const undoable = findUndoable(state);
  const isShown = state.shown.length > 0;

  useEffect(() => {
    document.documentElement.style.setProperty('--desk-results', `${isShown ? Math.ceil(height) : 0}px`);
  }, [isShown, height]);

  /** Closes a result; a focus that was in it goes back to where it came from. */
  function close(id: number): void {
    const wasInside = bar.current?.contains(document.activeElement) === true;
    closeResult(results, id);
    setHeld(false);
    if (!wasInside) return;
    const back = from.current?.isConnected === true ? from.current : document.getElementById('screen');
    back?.focus({ preventScroll: true });
  }

  function takeBack({ id, undo }: Result): void {
    close(id);
    undo?.();
  }

  useActions({
    undo: undoable === undefined ? undefined : () => takeBack(undoable),
    'result.go': isShown
      ? () => {
          from.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
          bar.current?.querySelector('button')?.focus();
        }
      : undefined,
  });

  return (
    <section
      ref={attach}
      className={classes.bar}
      aria-label={say.whatHappenedLast}
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={(event) => setHeld(event.currentTarget.contains(document.activeElement))}
      onFocus={() => setHeld(true)}
      onBlur={(event) => setHeld(event.currentTarget.contains(event.relatedTarget))}
    >
      {state.shown.map((result) => (
        <ResultLine
          key={result.id}
          result={result}
          isHeld={isHeld}
          onClose={() => close(result.id)}
          onUndo={() => takeBack(result)}
        />
      ))}
    </section>
  );
}

function ResultLine(props: {
  readonly result: Result;
  readonly isHeld: boolean;
  readonly onClose: () => void;
  readonly onUndo: () => void;
}) {
  const { result, isHeld, onClose, onUndo } = props;
  const { sentence, isFailure, undo } = result;
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    if (isFailure || isHeld) return undefined;
    const timer = setTimeout(() => latest.current(), undo === null ? shownMs.plain : shownMs.undoable);
    return () => clearTimeout(timer);
  }, [isFailure, isHeld, undo]);
  return (
    <div className={classes.line} data-failure={isFailure} role={isFailure ? 'alert' : undefined}>
      {isFailure ? <Shape mark={{ word: say.failed, shape: 'triangle', tone: 'lost' }} /> : null}
      {isFailure ? <span className="visually-hidden">{say.failure}</span> : null}
      <span className={classes.sentence}>{sentence}</span>
      {undo === null ? null : (
        <>
          <Button variant="default" size="compact-sm" onClick={onUndo}>
            {say.undo}
          </Button>
          <ActionKey id="undo" />
        </>
      )}
      <CloseButton size="sm" aria-label={say.closeThisMessage} onClick={onClose} />
    </div>
  );
}
