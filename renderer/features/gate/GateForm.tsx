/** Whether and where the gate listens, how old the list may be, and how answers are logged. */
import { Button, NumberInput, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { GateSettings } from '../../../shared/contract/gate.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Gate.module.css';

/** What a page may set: certificates are files of the desk's machine, and are named on the command line. */
type Edited = Pick<GateSettings, 'listen' | 'port' | 'freshHours' | 'keepMonths' | 'plainNumbers'>;

export function GateForm({ saved }: { readonly saved: GateSettings }) {
  const { queries } = useDesk();
  const tell = useTell();
  const { listen, port, freshHours, keepMonths, plainNumbers } = saved;
  const before: Edited = { listen, port, freshHours, keepMonths, plainNumbers };
  const [edited, setEdited] = useState(before);
  const save = useMutation(queries.gate.saveSettings.mutationOptions({ onSuccess: () => tell('Settings saved.') }));
  const set = (patch: Partial<Edited>): void => setEdited((now) => ({ ...now, ...patch }));
  const isChanged = JSON.stringify(edited) !== JSON.stringify(before);
  return (
    <form
      className={classes.form}
      aria-label="How programs ask"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(edited);
      }}
    >
      <Switch
        label="Listen for programs while the desk is open"
        description={
          saved.certificate === null
            ? 'On this computer alone. Others reach it only with a certificate: dnc-desk gate --address.'
            : `At ${saved.address}, with the certificate ${saved.certificate}.`
        }
        checked={edited.listen}
        onChange={(event) => set({ listen: event.currentTarget.checked })}
      />
      <div className={classes.columns}>
        <NumberInput
          label="Port"
          min={1}
          max={65_535}
          allowDecimal={false}
          thousandSeparator=""
          value={edited.port}
          onChange={(value) => typeof value === 'number' && set({ port: value })}
        />
        <NumberInput
          label="Hours out of step, at most"
          description="Then everything is blocked. Empty: however old the list is."
          min={1}
          max={8760}
          allowDecimal={false}
          value={edited.freshHours ?? ''}
          onChange={(value) => set({ freshHours: typeof value === 'number' ? value : null })}
        />
        <NumberInput
          label="Months that answers are kept"
          min={1}
          max={240}
          allowDecimal={false}
          value={edited.keepMonths}
          onChange={(value) => typeof value === 'number' && set({ keepMonths: value })}
        />
      </div>
      <Switch
        label="Log numbers as they are"
        description="Off: as a keyed hash. The log alone then names nobody, and can still be asked about a number here."
        checked={edited.plainNumbers}
        onChange={(event) => set({ plainNumbers: event.currentTarget.checked })}
      />
      {save.isError ? <p role="alert">{toSentence(save.error)}</p> : null}
      <div>
        <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
          Save how programs ask
        </Button>
      </div>
    </form>
  );
}
