/** The file whose numbers are to be changed or removed: chosen, read by the core, and its sheet, column and country shown. */
import { FileInput, Loader, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { PartPickers } from '../../ui/file/PartPickers.tsx';
import { isDecidingField } from '../../../shared/domain/columns/meanings.ts';
import { CountryField } from '../../ui/file/ReadFields.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './Bulk.module.css';

/** The columns that were recognised, or one of the file (from 0). */
type Column = 'guessed' | number;
type Of = Extract<DeskInputs['bulk']['preview']['of'], { kind: 'file' }>;

/** `onChoose` is told which numbers are meant, or undefined until a column of numbers is known. */
export function ChooseFile({ onChoose }: { readonly onChoose: (of: Of | undefined) => void }) {
  const { client, link, queries } = useDesk();
  const settings = useQuery(queries.app.settings.queryOptions());
  const [picked, setPicked] = useState<File | null>(null);
  const [found, setFound] = useState<IntakeFound | null>(null);
  const [column, setColumn] = useState<Column | null>(null);
  const [chosenRegion, setRegion] = useState<string | null>();
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);
  const region = chosenRegion === undefined ? (settings.data?.region ?? null) : chosenRegion;
  const intake = found?.intake;
  // Nobody looks for it among the imports.
  useEffect(
    () => () => {
      if (intake !== undefined) void client.intake.discard({ intake }).catch(() => undefined);
    },
    [client, intake],
  );

  function tell(next: IntakeFound | null, at: Column | null, country: string | null): void {
    setColumn(at);
    if (next === null || at === null) return onChoose(undefined);
    const mapping = at === 'guessed' ? next.columns.filter(({ field }) => field !== 'ignore') : toMapping(next, at);
    return onChoose({
      kind: 'file',
      intake: next.intake,
      mapping: mapping.map(({ column: place, field }) => ({ column: place, field })),
      leftOut: next.leftOut.filter((out) => out !== at),
      ...(country === null ? {} : { region: country }),
    });
  }

  async function read(ask: () => Promise<IntakeFound>): Promise<void> {
    setProblem(undefined);
    setReading(true);
    onChoose(undefined);
    try {
      const next = await ask();
      setFound(next);
      tell(
        next,
        next.refused === null && next.columns.some(({ field }) => field === 'phone') ? 'guessed' : null,
        region,
      );
    } catch (error) {
      setProblem(toSentence(error));
    } finally {
      setReading(false);
    }
  }

  async function choose(next: File | null): Promise<void> {
    setPicked(next);
    setFound(null);
    tell(null, null, region);
    setProblem(undefined);
    if (next === null) return;
    await read(async () => {
      const from = await link.sourceOf(next, { signal: new AbortController().signal, onProgress: () => {} });
      return client.intake.open({ from, letChoose: true });
    });
  }

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
        onChange={(next) => void choose(next)}
      />
      {found === null ? null : (
        <div className={classes.file}>
          <PartPickers
            levels={found.levels}
            isDisabled={isReading}
            onPick={(parts) => void read(() => client.intake.reread({ intake: found.intake, parts, letChoose: true }))}
          />
          {found.refused === null ? null : <Problem word="Not read" sentence={found.refused} />}
          <NativeSelect
            label="Column with the numbers"
            data={toChoices(found)}
            value={column === null ? '' : String(column)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              tell(found, value === 'guessed' ? value : Number(value), region);
            }}
          />
          <CountryField
            region={region}
            without="none: they are rejected"
            onChange={(next) => {
              setRegion(next);
              tell(found, column, next);
            }}
          />
        </div>
      )}
    </>
  );
}

/** One column of numbers, with what the others say of the rows: their country, and whether they are meant. */
function toMapping(
  { columns }: IntakeFound,
  at: number,
): readonly Pick<IntakeFound['columns'][number], 'column' | 'field'>[] {
  const others = columns.filter(
    ({ column, field }) => column !== at && (field === 'country' || isDecidingField(field)),
  );
  return [{ column: at, field: 'phone' }, ...others];
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
