/**
 * How a file is written: encoding, separator, first row, and the country of its numbers. Every guess can be corrected.
 */
import { NativeSelect, Select } from '@mantine/core';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { countryChoices } from '../countryChoices.ts';
import { delimiterChoices, encodingChoices } from './fileWords.ts';
import { readFieldsWords as say } from '../../../shared/words/page/files.ts';

type Written = Pick<IntakeFound, 'encoding' | 'delimiter' | 'headerRow'>;
export type ReadChange = Partial<Pick<Written, 'encoding' | 'delimiter'> & { hasHeader: boolean }>;

export function ReadFields(props: {
  readonly found: Written;
  /** A workbook has neither an encoding nor a separator. */
  readonly isText: boolean;
  readonly isDisabled: boolean;
  readonly onRead: (change: ReadChange) => void;
}) {
  const { found, isText, isDisabled, onRead } = props;
  return (
    <>
      {isText ? (
        <>
          <NativeSelect
            label={say.writtenIn}
            data={encodingChoices}
            disabled={isDisabled}
            value={found.encoding}
            onChange={(event) => {
              const chosen = encodingChoices.find(({ value }) => value === event.currentTarget.value);
              if (chosen !== undefined) onRead({ encoding: chosen.value });
            }}
          />
          <NativeSelect
            label={say.columnsSeparatedBy}
            data={delimiterChoices}
            disabled={isDisabled}
            value={found.delimiter}
            onChange={(event) => {
              const chosen = delimiterChoices.find(({ value }) => value === event.currentTarget.value);
              if (chosen !== undefined) onRead({ delimiter: chosen.value });
            }}
          />
        </>
      ) : null}
      <NativeSelect
        label={say.columnNames}
        data={[
          { value: 'yes', label: found.headerRow === null ? say.inTheFirstRow : say.inRow(found.headerRow) },
          { value: 'no', label: say.none },
        ]}
        disabled={isDisabled}
        value={found.headerRow === null ? 'no' : 'yes'}
        onChange={(event) => onRead({ hasHeader: event.currentTarget.value === 'yes' })}
      />
    </>
  );
}

export function CountryField(props: {
  readonly region: string | null;
  /** What becomes of numbers without a country code when no country is chosen: "none: they are rejected". */
  readonly without: string;
  readonly onChange: ((region: string | null) => void) | undefined;
}) {
  const { region, without, onChange } = props;
  return (
    <Select
      label={say.countryOfNumbersWithout}
      placeholder={without}
      data={countryChoices()}
      searchable
      allowDeselect={false}
      disabled={onChange === undefined}
      value={region}
      onChange={(chosen) => onChange?.(chosen)}
    />
  );
}
