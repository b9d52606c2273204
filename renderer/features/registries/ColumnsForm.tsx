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
  const [add, setAdd] = useState<string[]>(guess?.add ?? []);
  const data = asks.columns.map(({ header, samples }, at) => ({
    value: String(at),
    label: say.column(header === null || header === '', at + 1, header, samples.slice(0, 2).join(', ')),
  }));
  const values = flag === null ? [] : (asks.columns[Number(flag)]?.values ?? []);
  const isWhole = number !== null && (flag === null || add.length > 0);
  return (
    <form
      className={classes.found}
      aria-label={say.whatTheColumnsMean}
      onSubmit={(event) => {
        event.preventDefault();
        if (number === null) return;
        void props.onAnswer({ number: Number(number), areaCode: toColumn(areaCode), flag: toColumn(flag), add });
      }}
    >
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
            setAdd([]);
          }}
        />
        <MultiSelect
          label={say.valuesThatMeanAdded}
          disabled={flag === null || values.length === 0}
          data={values}
          value={add}
          onChange={setAdd}
        />
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

const toText = (column: number | null | undefined): string | null =>
  column === null || column === undefined ? null : String(column);
const toColumn = (column: string | null): number | null => (column === null ? null : Number(column));
