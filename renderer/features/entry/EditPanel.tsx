/** E: change what an entry says. Only the fields that were changed are sent. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { useTellUndo } from '../../ui/useTell.ts';
import { SidePanel } from '../../ui/entry/SidePanel.tsx';
import classes from '../../ui/entry/SidePanel.module.css';
import { StatementFields } from '../../ui/entry/StatementFields.tsx';
import { toDetailForm } from '../../ui/entry/detailForm.ts';
import { findProblem, type StatementForm, toHoldInputs, toPatch } from '../../ui/entry/statementForm.ts';
import { editPanelWords as say } from '../../../shared/words/page/entry.ts';

type Focus = 'reason' | 'callReference';

export function EditPanel(props: { readonly number: string; readonly focus: Focus; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const details = useQuery(queries.entries.get.queryOptions({ input: { number: props.number } }));
  if (details.data?.entry == null) {
    return (
      <SidePanel title={say.edit} onClose={props.onClose} onSubmit={props.onClose} buttons={null}>
        {details.isError || details.isSuccess ? (
          <p role="alert">{details.isError ? toSentence(details.error) : say.thisNumber}</p>
        ) : (
          <LineSkeletons lines={8} height={40} />
        )}
      </SidePanel>
    );
  }
  return (
    <EditForm
      entry={details.data.entry}
      international={details.data.international}
      focus={props.focus}
      onClose={props.onClose}
    />
  );
}

type Entry = NonNullable<DeskOutputs['entries']['get']['entry']>;

function toForm(entry: Entry): StatementForm {
  return { ...toDetailForm(entry), holds: toHoldInputs(entry.holds) };
}

function EditForm(props: {
  readonly entry: Entry;
  readonly international: string;
  readonly focus: Focus;
  readonly onClose: () => void;
}) {
  const { entry, international, focus, onClose } = props;
  const { queries } = useDesk();
  const tellUndo = useTellUndo();
  const [opened, setOpened] = useState(entry);
  const before = useMemo(() => toForm(opened), [opened]);
  const [form, setForm] = useState(before);
  // What was decided by an older state would take back what somebody else did since.
  const isOld = entry.seq !== opened.seq;
  const patch = toPatch(before, form);
  const problem = findProblem(form);
  const edit = useMutation(
    queries.entries.edit.mutationOptions({
      onSuccess: ({ batch, missing }) => {
        const nothing = missing.length > 0 ? say.wasReleased(international) : say.staysAsItWas(international);
        tellUndo(batch === null ? nothing : say.changed(international), batch);
        onClose();
      },
    }),
  );
  const canSave = Object.keys(patch).length > 0 && problem === undefined && !isOld;

  function showAsItIs(): void {
    setOpened(entry);
    setForm(toForm(entry));
    edit.reset();
  }

  function submit(): void {
    if (canSave && !edit.isPending) edit.mutate({ numbers: [entry.number], patch, seen: opened.seq });
  }

  return (
    <SidePanel
      title={say.editOf(international)}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          {isOld || edit.isError || problem !== undefined ? (
            <p className={classes.error} role="alert">
              {isOld ? say.changedMeanwhile : (problem ?? toSentence(edit.error))}
            </p>
          ) : null}
          {isOld ? (
            <Button variant="default" onClick={showAsItIs}>
              {say.showItAsItIs}
            </Button>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" disabled={!canSave} loading={edit.isPending}>
            {say.saveChanges}
          </Button>
        </>
      }
    >
      <StatementFields form={form} onChange={(change) => setForm((now) => ({ ...now, ...change }))} focus={focus} />
    </SidePanel>
  );
}
