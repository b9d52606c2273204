/** What a hold does not block for: targets inside its place. Shown below the place, where there is anything to except. */
import { MultiSelect } from '@mantine/core';
import type { HoldInput } from '../../shared/contract/entries.ts';
import type { AccountRow } from '../../shared/contract/sync.ts';
import { listExceptable } from './scopeCover.ts';
import classes from './ScopePicker.module.css';
import { exceptSelectWords as say } from '../../shared/words/page/ui.ts';

export function ExceptSelect(props: {
  /** The place's name, for those who do not see where this stands. */
  readonly name: string;
  readonly hold: HoldInput;
  readonly accounts: readonly AccountRow[];
  readonly onChange: (hold: HoldInput) => void;
}) {
  const { name, hold, accounts, onChange } = props;
  const chosen = hold.except?.map(String) ?? [];
  const known = listExceptable(hold.place, accounts);
  // What is excepted and gone can still be taken out.
  const lost = chosen.filter((id) => !known.some(({ value }) => value === id));
  const data = [...known, ...lost.map((value) => ({ value, label: say.noLongerInUse(value) }))];
  if (data.length === 0) return null;
  return (
    <div className={classes.except}>
      <span aria-hidden="true">{say.except}</span>
      <MultiSelect
        size="xs"
        className={classes.exceptChoice}
        aria-label={say.exceptForTheseMayCall(name)}
        placeholder={chosen.length === 0 ? say.nothing : ''}
        data={data}
        value={chosen}
        searchable
        clearable
        hidePickedOptions
        nothingFoundMessage={say.noAccountOrAgent}
        onChange={(ids) => {
          const { except: _, ...rest } = hold;
          const except = ids.map(Number).toSorted((a, b) => a - b);
          onChange(except.length === 0 ? rest : { ...rest, except });
        }}
      />
    </div>
  );
}
