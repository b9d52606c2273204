/** Changes where, or until when, the blocks of a selection hold. It is one batch, with Undo. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTellUndo } from '../../ui/useTell.ts';
import { startChange, toAct } from '../../ui/entry/changeForm.ts';
import { SidePanel } from '../../ui/entry/SidePanel.tsx';
import classes from '../../ui/entry/SidePanel.module.css';
import { UntilFields } from '../../ui/entry/UntilFields.tsx';
import { WhereFields } from '../../ui/entry/WhereFields.tsx';
import { rescopePanelWords as say } from '../../../shared/words/page/entry.ts';

export function RescopePanel(props: {
  readonly numbers: readonly string[];
  readonly what: 'where' | 'until';
  readonly onClose: () => void;
}) {
  const { numbers, what, onClose } = props;
  const { client } = useDesk();
  const tellUndo = useTellUndo();
  const [form, setForm] = useState(() => startChange([what]));
  const act = toAct(form);
  const change = useMutation({
    mutationFn: (wanted: Omit<DeskInputs['entries']['edit'], 'numbers'>) =>
      client.entries.edit({ numbers: [...numbers], ...wanted }),
    onSuccess: ({ batch, changed }) => {
      tellUndo(changed === 0 ? say.nothingChanged : say.changedNumbers(changed), batch);
      onClose();
    },
  });
  const count = say.numbers(numbers.length);

  function submit(): void {
    if (act === undefined || change.isPending) return;
    const { kind: _, ...wanted } = act;
    change.mutate(wanted);
  }

  return (
    <SidePanel
      title={what === 'where' ? say.changeWhereHold(count) : say.changeUntilWhenHold(count)}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          {change.isError ? (
            <p className={classes.error} role="alert">
              {toSentence(change.error)}
            </p>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" disabled={act === undefined} loading={change.isPending}>
            {say.change}
            {count}
          </Button>
        </>
      }
    >
      {what === 'where' ? (
        <WhereFields
          holds={form.holds}
          count={numbers.length}
          onChange={(holds) => setForm((before) => ({ ...before, holds }))}
        />
      ) : (
        <UntilFields ends={form.ends} onChange={(ends) => setForm((before) => ({ ...before, ends }))} />
      )}
    </SidePanel>
  );
}
