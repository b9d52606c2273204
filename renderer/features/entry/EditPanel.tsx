/** E: change what an entry says. Only the fields that were changed are sent. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
  const [before] = useState(() => toForm(entry));
  const [form, setForm] = useState(before);
  const patch = toPatch(before, form);
  const problem = findProblem(form);
  const edit = useMutation(
    queries.entries.edit.mutationOptions({
      onSuccess: ({ batch }) => {
        tellUndo(batch === null ? say.staysAsItWas(international) : say.changed(international), batch);
        onClose();
      },
    }),
  );
  const changed = Object.keys(patch).length > 0;

  function submit(): void {
    if (changed && problem === undefined && !edit.isPending) edit.mutate({ numbers: [entry.number], patch });
  }

  return (
    <SidePanel
      title={say.editOf(international)}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          {edit.isError || problem !== undefined ? (
            <p className={classes.error} role="alert">
              {problem ?? toSentence(edit.error)}
            </p>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" disabled={!changed || problem !== undefined} loading={edit.isPending}>
            {say.saveChanges}
          </Button>
        </>
      }
    >
      <StatementFields form={form} onChange={(change) => setForm((now) => ({ ...now, ...change }))} focus={focus} />
    </SidePanel>
  );
}
