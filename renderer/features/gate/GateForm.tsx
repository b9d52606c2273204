/** Whether and where the gate listens, how old the list may be, and how answers are logged. */
import { Button, NumberInput, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { GateSettings } from '../../../shared/contract/gateSettings.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Gate.module.css';
import { gateFormWords as say } from '../../../shared/words/page/gate.ts';

/** What a page may set: certificates are files of the desk's machine, and are named on the command line. */
type Edited = Pick<GateSettings, 'listen' | 'port' | 'freshHours' | 'keepMonths' | 'plainNumbers'>;

export function GateForm({ saved }: { readonly saved: GateSettings }) {
  const { queries } = useDesk();
  const tell = useTell();
  const { listen, port, freshHours, keepMonths, plainNumbers } = saved;
  const before: Edited = { listen, port, freshHours, keepMonths, plainNumbers };
  const [edited, setEdited] = useState(before);
  const save = useMutation(queries.gate.saveSettings.mutationOptions({ onSuccess: () => tell(say.settingsSaved) }));
  const set = (patch: Partial<Edited>): void => setEdited((now) => ({ ...now, ...patch }));
  const isChanged = JSON.stringify(edited) !== JSON.stringify(before);
  return (
    <form
      className={classes.form}
      aria-label={say.howProgramsAsk}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(edited);
      }}
    >
      <Switch
        label={say.listenForPrograms}
        description={
          saved.certificate === null
            ? say.onThisComputerAlone
            : say.atWithTheCertificate(saved.address, saved.certificate)
        }
        checked={edited.listen}
        onChange={(event) => set({ listen: event.currentTarget.checked })}
      />
      <div className={classes.columns}>
        <NumberInput
          label={say.port}
          min={1}
          max={65_535}
          allowDecimal={false}
          thousandSeparator=""
          value={edited.port}
          onChange={(value) => typeof value === 'number' && set({ port: value })}
        />
        <NumberInput
          label={say.hoursOutOfStep}
          description={say.thenEverythingIsBlocked}
          min={1}
          max={8760}
          allowDecimal={false}
          value={edited.freshHours ?? ''}
          onChange={(value) => set({ freshHours: typeof value === 'number' ? value : null })}
        />
        <NumberInput
          label={say.monthsThatAnswersAreKept}
          min={1}
          max={240}
          allowDecimal={false}
          value={edited.keepMonths}
          onChange={(value) => typeof value === 'number' && set({ keepMonths: value })}
        />
      </div>
      <Switch
        label={say.logNumbersAsTheyAre}
        description={say.off}
        checked={edited.plainNumbers}
        onChange={(event) => set({ plainNumbers: event.currentTarget.checked })}
      />
      {save.isError ? <p role="alert">{toSentence(save.error)}</p> : null}
      <div>
        <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
          {say.saveHowProgramsAsk}
        </Button>
      </div>
    </form>
  );
}
