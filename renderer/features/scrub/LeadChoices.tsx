/** How the file is to be cleaned: for which target, for which time, and what a row with several phone columns means. */
import { NativeSelect, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { Step } from '../../ui/file/Step.tsx';
import { MomentField } from '../../ui/MomentField.tsx';
import type { ScrubDraft } from './scrubDraft.ts';

export function LeadChoices(props: {
  readonly draft: ScrubDraft;
  /** A sheet can also be saved as a workbook. */
  readonly isSheet: boolean;
  readonly onChange: ((draft: ScrubDraft) => void) | undefined;
  readonly isOver: boolean;
}) {
  const { draft, isSheet, onChange, isOver } = props;
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const say = (patch: Partial<ScrubDraft>) => onChange?.({ ...draft, ...patch });
  const phones = draft.fields.filter((field) => field === 'phone').length;
  return (
    <Step title="How to clean it" isOver={isOver}>
      <fieldset className={fileClasses.choices} disabled={onChange === undefined}>
        <div className={fileClasses.fields}>
          <NativeSelect
            label="Who will dial"
            description="A number counts as blocked where its block holds for them."
            data={[{ value: '', label: 'Anyone: blocked anywhere is blocked' }, ...toTargets(accounts.data ?? [])]}
            value={draft.target}
            onChange={(event) => say({ target: event.currentTarget.value })}
          />
          <MomentField
            label="When"
            description="Left empty, it is the present; a day alone is its start. Blocks that have ended by then do not count."
            kind="start"
            value={draft.at}
            onChange={(at) => say({ at })}
          />
        </div>
        <div className={fileClasses.fields}>
          {phones < 2 ? null : (
            <Radio.Group
              label={`Rows with ${phones} phone numbers`}
              value={draft.several}
              onChange={(value) => say({ several: value === 'blank' ? 'blank' : 'any' })}
            >
              <div className={fileClasses.radios}>
                <Radio value="any" label="Block the row if any of them is blocked" />
                <Radio value="blank" label="Blank the blocked ones, and keep the row for the others" />
              </div>
            </Radio.Group>
          )}
          <Radio.Group
            label="Numbers of an area that no current registry covers"
            value={draft.notCovered}
            onChange={(value) => say({ notCovered: value === 'name' ? 'name' : 'block' })}
          >
            <div className={fileClasses.radios}>
              <Radio value="block" label="Treat them as blocked: nobody has looked whether they are listed" />
              <Radio value="name" label="Keep them as clean, and say how many there are" />
            </div>
          </Radio.Group>
          <Radio.Group
            label="Numbers in doubt: nobody has them here, or they could be read in two ways"
            value={draft.doubtful}
            onChange={(value) => say({ doubtful: value === 'name' ? 'name' : 'block' })}
          >
            <div className={fileClasses.radios}>
              <Radio value="block" label="Treat them as blocked" />
              <Radio
                value="name"
                label="Keep those as clean of which no reading is blocked, and say how many there are"
              />
            </div>
          </Radio.Group>
          {isSheet ? (
            <Radio.Group
              label="The two files come back as"
              value={draft.halves}
              onChange={(value) => say({ halves: value === 'workbook' ? 'workbook' : 'text' })}
            >
              <div className={fileClasses.radios}>
                <Radio value="text" label="CSV files" />
                <Radio value="workbook" label="Excel workbooks, every cell a text" />
              </div>
            </Radio.Group>
          ) : null}
          <p className={fileClasses.quiet}>
            A row is clean only if no number in any of its columns is blocked, whatever the column is called; only what
            you leave out is not looked at. A row whose number cannot be read, or that says itself that nobody is to
            call, is blocked and counted apart. While a conflict is open, its number stays blocked.
          </p>
        </div>
      </fieldset>
    </Step>
  );
}

/** Every account, and the agents and users of it that are still there. */
function toTargets(accounts: readonly AccountRow[]): { value: string; label: string }[] {
  return accounts.flatMap(({ id, name, targets }) => [
    { value: String(id), label: name },
    ...targets
      .filter(({ kind, state }) => kind !== 'account' && state !== 'gone' && state !== 'retired')
      .map((target) => ({ value: `${id}/${target.id}`, label: `${name}: ${target.name}` })),
  ]);
}
