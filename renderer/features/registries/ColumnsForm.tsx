/** A file with undocumented columns: which column is which, and which value means listed. The answer is remembered. */
import { Button, MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import type { ColumnsAsked, RegistryColumns } from '../../../shared/contract/registries.ts';
import classes from './Registries.module.css';
import { columnsFormWords as say } from '../../../shared/words/page/registries.ts';

export function ColumnsForm(props: {
  readonly asks: ColumnsAsked;
  readonly onAnswer: (columns: RegistryColumns) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const { asks } = props;
  const { guess } = asks;
  const [number, setNumber] = useState(toText(guess?.number));
  const [areaCode, setAreaCode] = useState(toText(guess?.areaCode));
  const [flag, setFlag] = useState(toText(guess?.flag));
  const [{ add, remove, says }, setFlagWords] = useState<FlagWords>({
    add: guess?.add ?? [],
    remove: guess?.remove ?? [],
    says: null,
  });
  const data = asks.columns.map(({ header, samples }, at) => ({
    value: String(at),
    label: say.column(header === null || header === '', at + 1, header, samples.slice(0, 2).join(', ')),
  }));
  const values = flag === null ? [] : (asks.columns[Number(flag)]?.values ?? []);
  const isExplained = add.length > 0 && values.every((value) => add.includes(value) || remove.includes(value));
  const isWhole = number !== null && (flag === null || isExplained);
  return (
    <form
      className={classes.found}
      aria-label={say.whatTheColumnsMean}
      onSubmit={(event) => {
        event.preventDefault();
        if (number === null) return;
        const columns = { number: Number(number), areaCode: toColumn(areaCode), flag: toColumn(flag), add, remove };
        void props.onAnswer(says === null ? columns : { ...columns, says });
      }}
    >
      {asks.why === null ? null : <p role="alert">{asks.why}</p>}
      <p>
        {say.has(asks.name)}
        {asks.columns.length}
        {say.columns}
      </p>
      <div className={classes.columns}>
        <Select label={say.numbers} required data={data} value={number} onChange={setNumber} />
        <Select
          label={say.areaCodes}
          placeholder={say.inTheNumberItself}
          data={data}
          clearable
          clearButtonProps={{ 'aria-label': say.noColumnOfAreaCodes }}
          value={areaCode}
          onChange={setAreaCode}
        />
        <Select
          label={say.addedOrRemovedListed}
          placeholder={say.none}
          data={data}
          clearable
          clearButtonProps={{ 'aria-label': say.noSuchColumn }}
          value={flag}
          onChange={(value) => {
            setFlag(value);
            setFlagWords({ add: [], remove: [], says: null });
          }}
        />
        <FlagValues values={values} flag={{ add, remove, says }} onChange={setFlagWords} />
      </div>
      <div className={classes.buttons}>
        <Button type="submit" disabled={!isWhole}>
          {say.readTheFile}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {say.leaveIt}
        </Button>
      </div>
    </form>
  );
}

type FlagWords = {
  readonly add: string[];
  readonly remove: string[];
  readonly says: 'changes' | 'answers' | null;
};

/** What the values of the chosen column mean; `values` is empty where none is chosen. A value has one meaning. */
function FlagValues(props: {
  readonly values: readonly string[];
  readonly flag: FlagWords;
  readonly onChange: (flag: FlagWords) => void;
}) {
  const { values, flag, onChange } = props;
  const without = (words: readonly string[], chosen: readonly string[]): string[] =>
    words.filter((value) => !chosen.includes(value));
  return (
    <>
      <MultiSelect
        label={say.valuesThatMeanAdded}
        disabled={values.length === 0}
        data={values}
        value={flag.add}
        onChange={(add) => onChange({ ...flag, add, remove: without(flag.remove, add) })}
      />
      <MultiSelect
        label={say.valuesThatMeanTakenOff}
        disabled={values.length === 0}
        data={values}
        value={flag.remove}
        onChange={(remove) => onChange({ ...flag, remove, add: without(flag.add, remove) })}
      />
      <Select
        label={say.whatTheyDo}
        placeholder={say.asTheySay}
        disabled={values.length === 0}
        data={[
          { value: 'changes', label: say.theyChange },
          { value: 'answers', label: say.theyAnswer },
        ]}
        clearable
        clearButtonProps={{ 'aria-label': say.asTheySay }}
        value={flag.says}
        onChange={(says) => onChange({ ...flag, says: says === 'changes' || says === 'answers' ? says : null })}
      />
    </>
  );
}

const toText = (column: number | null | undefined): string | null =>
  column === null || column === undefined ? null : String(column);
const toColumn = (column: string | null): number | null => (column === null ? null : Number(column));
