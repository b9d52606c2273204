/** How the file is to be cleaned: for which target, for which time, and what a row with several phone columns means. */
import { NativeSelect, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { Step } from '../../ui/file/Step.tsx';
import { MomentField } from '../../ui/MomentField.tsx';
import type { ScrubDraft } from './scrubDraft.ts';
import { leadChoicesWords as words } from '../../../shared/words/page/scrub.ts';

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
    <Step title={words.howToCleanIt} isOver={isOver}>
      <fieldset className={fileClasses.choices} disabled={onChange === undefined}>
        <div className={fileClasses.fields}>
          <NativeSelect
            label={words.whoWillDial}
            description={words.aNumberCountsAsBlocked}
            data={[{ value: '', label: words.anyone }, ...toTargets(accounts.data ?? [])]}
            value={draft.target}
            onChange={(event) => say({ target: event.currentTarget.value })}
          />
          <MomentField
            label={words.when}
            description={words.leftEmpty}
            kind="start"
            value={draft.at}
            onChange={(at) => say({ at })}
          />
        </div>
        <div className={fileClasses.fields}>
          {phones < 2 ? null : (
            <Radio.Group
              label={words.rowsWithPhoneNumbers(phones)}
              value={draft.several}
              onChange={(value) => say({ several: value === 'blank' ? 'blank' : 'any' })}
            >
              <div className={fileClasses.radios}>
                <Radio value="any" label={words.blockTheRow} />
                <Radio value="blank" label={words.blankTheBlockedOnes} />
              </div>
            </Radio.Group>
          )}
          <Radio.Group
            label={words.numbersOfAnArea}
            value={draft.notCovered}
            onChange={(value) => say({ notCovered: value === 'name' ? 'name' : 'block' })}
          >
            <div className={fileClasses.radios}>
              <Radio value="block" label={words.treatThemAsBlocked} />
              <Radio value="name" label={words.keepThemAsClean} />
            </div>
          </Radio.Group>
          <Radio.Group
            label={words.numbersInDoubt}
            value={draft.doubtful}
            onChange={(value) => say({ doubtful: value === 'name' ? 'name' : 'block' })}
          >
            <div className={fileClasses.radios}>
              <Radio value="block" label={words.treatThem} />
              <Radio value="name" label={words.keepThoseAsClean} />
            </div>
          </Radio.Group>
          {isSheet ? (
            <Radio.Group
              label={words.theTwoFilesComeBack}
              value={draft.halves}
              onChange={(value) => say({ halves: value === 'workbook' ? 'workbook' : 'text' })}
            >
              <div className={fileClasses.radios}>
                <Radio value="text" label={words.csvFiles} />
                <Radio value="workbook" label={words.excelWorkbooksEveryCell} />
              </div>
            </Radio.Group>
          ) : null}
          <p className={fileClasses.quiet}>{words.aRowIsClean}</p>
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
