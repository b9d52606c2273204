/**
 * The file with the numbers to change or remove: the person chooses it, the core reads it, and the page shows its
 * sheet, column and country.
 */
import { FileInput, Loader, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { useDesk } from '../../desk.tsx';
import { FileNotes } from '../../ui/file/OpenFileFields.tsx';
import { PartPickers } from '../../ui/file/PartPickers.tsx';
import { type ReadAnew, useOpenFile } from '../../ui/file/useOpenFile.ts';
import { useOpening } from '../../ui/file/useOpening.ts';
import { isDecidingField } from '../../../shared/domain/columns/meanings.ts';
import { CountryField } from '../../ui/file/ReadFields.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './Bulk.module.css';
import { chooseFileWords as say } from '../../../shared/words/page/bulk.ts';

/** The recognised columns, or one column of the file (from 0). */
type Column = 'guessed' | number;
type Of = Extract<DeskInputs['bulk']['preview']['of'], { kind: 'file' }>;

/** `onChoose` gets the numbers that are meant, or undefined until a column of numbers is known. */
export function ChooseFile({ onChoose }: { readonly onChoose: (of: Of | undefined) => void }) {
  const { client } = useDesk();
  const [picked, setPicked] = useState<File | null>(null);
  const [found, setFound] = useState<IntakeFound | null>(null);
  const [problem, setProblem] = useState<string>();
  const files = useOpening(async (from) => setFound(await client.intake.open({ from, letChoose: true })));
  const { opening } = files;
  const intake = found?.intake;
  // A person would not look for it among the imports.
  useEffect(
    () => () => {
      if (intake !== undefined) void client.intake.discard({ intake }).catch(() => undefined);
    },
    [client, intake],
  );

  function choose(next: File | null): void {
    setPicked(next);
    setFound(null);
    setProblem(undefined);
    onChoose(undefined);
    if (next === null) files.reset();
    else void files.openFile(next);
  }

  return (
    <>
      <FileInput
        label={say.file}
        placeholder={say.chooseAFileWithNumbers}
        description={say.textWithColumnsAWorkbook}
        clearable
        clearButtonProps={{ 'aria-label': say.noFile }}
        rightSection={opening.phase === 'opening' ? <Loader size={16} aria-label={say.readingTheFile} /> : undefined}
        data-autofocus
        value={picked}
        error={opening.phase === 'failed' ? opening.sentence : problem}
        onChange={choose}
      />
      {found === null ? null : (
        <ChooseNumbers
          key={found.intake}
          found={found}
          onFound={(next) => {
            setProblem(undefined);
            setFound(next);
          }}
          onProblem={setProblem}
          onChoose={onChoose}
        />
      )}
    </>
  );
}

/** What is read of an open file: its part, the column with the numbers, and their country. */
function ChooseNumbers(props: {
  readonly found: IntakeFound;
  readonly onFound: (found: IntakeFound) => void;
  readonly onProblem: (sentence: string) => void;
  readonly onChoose: (of: Of | undefined) => void;
}) {
  const { found, onFound, onProblem, onChoose } = props;
  const { client, queries } = useDesk();
  const settings = useQuery(queries.app.settings.queryOptions());
  const [chosen, setChosen] = useState<Column | null>(null);
  const [chosenRegion, setRegion] = useState<string | null>();
  const { intake } = found;
  const file = useOpenFile(
    found,
    {
      reread: (change: ReadAnew) => client.intake.reread({ intake, letChoose: true, ...change }),
      forget: () => client.intake.forgetMapping({ intake }),
    },
    (next) => {
      setChosen(null);
      onFound(next);
    },
    onProblem,
  );
  const isGuessed = found.refused === null && found.columns.some(({ field }) => field === 'phone');
  const column = chosen ?? (isGuessed ? 'guessed' : null);
  const region = chosenRegion === undefined ? (settings.data?.region ?? null) : chosenRegion;
  const of = file.isReading || settings.data === undefined ? undefined : toOf(found, column, region);
  const tell = useEffectEvent((json: string | undefined) => onChoose(json === undefined ? json : JSON.parse(json)));
  const key = of && JSON.stringify(of);
  useEffect(() => tell(key), [key]);
  return (
    <div className={classes.file}>
      <FileNotes file={file} isOpen />
      <PartPickers levels={found.levels} isDisabled={file.isReading} onPick={file.pick} />
      {found.refused === null ? null : <Problem word={say.notRead} sentence={found.refused} />}
      <NativeSelect
        label={say.columnWithTheNumbers}
        data={toChoices(found)}
        value={column === null ? '' : String(column)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setChosen(value === 'guessed' ? value : Number(value));
        }}
      />
      <CountryField region={region} without={say.none} onChange={setRegion} />
    </div>
  );
}

/** The numbers that are meant; undefined until a column of numbers is known. */
function toOf(found: IntakeFound, at: Column | null, region: string | null): Of | undefined {
  if (at === null) return undefined;
  const mapping = at === 'guessed' ? found.columns.filter(({ field }) => field !== 'ignore') : toMapping(found, at);
  return {
    kind: 'file',
    intake: found.intake,
    mapping: mapping.map(({ column, field }) => ({ column, field })),
    // What was left out of an import was not asked about here.
    leftOut: [],
    ...(region === null ? {} : { region }),
  };
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

/** First the recognised columns together, or a question if there are none; then every single column. */
function toChoices({ columns }: IntakeFound): { value: string; label: string }[] {
  const guessed = columns.filter(({ field }) => field === 'phone');
  const names = guessed.map(toColumnName).join(' and ');
  return [
    guessed.length === 0 ? { value: '', label: say.noneWasRecognised } : { value: 'guessed', label: names },
    ...columns
      .filter((column) => guessed.length !== 1 || column !== guessed[0])
      .map((column) => ({ value: String(column.column), label: toColumnName(column) })),
  ];
}

/** "Phone", or "column 3: +1 212 555 0100" where it has no name. */
function toColumnName({ column, header, samples }: IntakeFound['columns'][number]): string {
  if (header !== null && header !== '') return header;
  return samples[0] === undefined ? say.column(column + 1) : say.columnNamed(column + 1, samples[0]);
}
