/** The file whose numbers are to be changed or removed: chosen, read by the core, and its sheet, column and country shown. */
import { FileInput, Loader, NativeSelect } from '@mantine/core';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { PartPickers } from '../../ui/file/PartPickers.tsx';
import { CountryField } from '../../ui/file/ReadFields.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './Bulk.module.css';
import { useNumbersFile } from './useNumbersFile.ts';

type Of = Extract<DeskInputs['bulk']['preview']['of'], { kind: 'file' }>;

/** `onChoose` is told which numbers are meant, or undefined until a column of numbers is known. */
export function ChooseFile({ onChoose }: { readonly onChoose: (of: Of | undefined) => void }) {
  const { picked, found, column, region, problem, isReading, ...file } = useNumbersFile(onChoose);
  return (
    <>
      <FileInput
        label="File"
        placeholder="Choose a file with numbers"
        description="Text with columns, a workbook, or either in a ZIP."
        clearable
        clearButtonProps={{ 'aria-label': 'No file' }}
        rightSection={isReading ? <Loader size={16} aria-label="Reading the file" /> : undefined}
        data-autofocus
        value={picked}
        error={problem}
        onChange={file.choose}
      />
      {found === null ? null : (
        <div className={classes.file}>
          <PartPickers levels={found.levels} isDisabled={isReading} onPick={file.pickParts} />
          {found.refused === null ? null : <Problem word="Not read" sentence={found.refused} />}
          <NativeSelect
            label="Column with the numbers"
            data={toChoices(found)}
            value={column === null ? '' : String(column)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              file.setColumn(value === 'guessed' ? value : Number(value));
            }}
          />
          <CountryField region={region} without="none: they are rejected" onChange={file.setRegion} />
        </div>
      )}
    </>
  );
}

/** The columns that were recognised, together, or else a question; then every column that can be meant instead. */
function toChoices({ columns }: IntakeFound): { value: string; label: string }[] {
  const guessed = columns.filter(({ field }) => field === 'phone');
  const names = guessed.map(toColumnName).join(' and ');
  return [
    guessed.length === 0 ? { value: '', label: 'None was recognised: choose it' } : { value: 'guessed', label: names },
    ...columns
      .filter((column) => guessed.length !== 1 || column !== guessed[0])
      .map((column) => ({ value: String(column.column), label: toColumnName(column) })),
  ];
}

/** "Phone", or "column 3: +1 212 555 0100" where it has no name. */
function toColumnName({ column, header, samples }: IntakeFound['columns'][number]): string {
  if (header !== null && header !== '') return header;
  return samples[0] === undefined ? `column ${column + 1}` : `column ${column + 1}: ${samples[0]}`;
}
