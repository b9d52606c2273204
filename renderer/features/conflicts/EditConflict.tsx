/** The third choice: the supervisor says where, until when and why. It starts from what blocks while the conflict is open. */
import { Autocomplete, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HoldInput } from '../../../shared/contract/entries.ts';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { isKeyOf } from '../../actions.ts';
import { fields } from '../../../shared/fields.ts';
import { useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { everywhereForEver, ScopePicker } from '../../ui/ScopePicker.tsx';
import { toHoldInputs } from '../../ui/entry/statementForm.ts';
import classes from './Conflicts.module.css';
import type { Resolution } from './useResolve.ts';
import { editConflictWords as say } from '../../../shared/words/page/conflicts.ts';

type Props = {
  readonly conflict: ConflictRow;
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onSave: (patch: NonNullable<Resolution['patch']>) => void;
};

export function EditConflict(props: Props) {
  const { queries } = useDesk();
  const details = useQuery(queries.entries.get.queryOptions({ input: { number: props.conflict.number } }));
  if (details.isError) return <ErrorState error={details.error} onRetry={() => void details.refetch()} />;
  if (details.data === undefined) return <LineSkeletons lines={6} />;
  const { entry } = details.data;
  const holds = entry === null ? everywhereForEver : toHoldInputs(props.conflict.holds);
  return <Form {...props} holds={holds} reason={entry?.reason ?? props.conflict.theirs?.reason ?? ''} />;
}

function Form(props: Props & { readonly holds: readonly HoldInput[]; readonly reason: string }) {
  const { isPending, onClose, onSave } = props;
  const [holds, setHolds] = useState(props.holds);
  const [reason, setReason] = useState(props.reason);
  return (
    <form
      className={classes.edit}
      aria-label={say.editAndKeep}
      onSubmit={(event) => {
        event.preventDefault();
        if (holds.length > 0) onSave({ holds: [...holds], reason: reason.trim() === '' ? null : reason.trim() });
      }}
      onKeyDown={(event) => {
        if (!isKeyOf('close', event) || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <Autocomplete
        label={say.why}
        data={[...fields.reason.suggestions]}
        maxLength={fields.reason.most}
        value={reason}
        onChange={setReason}
        autoFocus
        openOnFocus={false}
      />
      <ScopePicker value={holds} onChange={setHolds} said={{ reason: reason.trim() !== '', callReference: true }} />
      <div className={classes.buttons}>
        <Button type="submit" loading={isPending} disabled={holds.length === 0}>
          {say.saveAndDecide}
        </Button>
        <Button variant="default" onClick={onClose}>
          {say.backToTheChoices}
        </Button>
      </div>
    </form>
  );
}
