/** The file whose numbers are to be changed or removed: chosen, read by the core, and its column of numbers shown. */
import { FileInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../../desk.tsx';

type Of = Extract<DeskInputs['bulk']['preview']['of'], { kind: 'file' }>;
type Column = { readonly column: number; readonly name: string };

/** `of` is undefined until a column of numbers is known. */
export type ChosenFile = {
  readonly name: string;
  readonly intake: string;
  readonly columns: readonly Column[];
  readonly of: Of | undefined;
};

export function ChooseFile(props: {
  readonly file: ChosenFile | null;
  readonly onChoose: (file: ChosenFile | null) => void;
}) {
  const { file, onChoose } = props;
  const { client, link } = useDesk();
  const [picked, setPicked] = useState<File | null>(null);
  const [problem, setProblem] = useState<string>();

  async function choose(next: File | null): Promise<void> {
    setPicked(next);
    setProblem(undefined);
    onChoose(null);
    if (next === null) return;
    try {
      const from = await link.sourceOf(next, { signal: new AbortController().signal, onProgress: () => {} });
      const found = await client.intake.open({ from });
      const columns = found.columns.map(({ column, header }) => ({ column, name: header ?? `column ${column + 1}` }));
      const mapping = found.columns.flatMap(({ column, field }) => (field === 'ignore' ? [] : [{ column, field }]));
      const isKnown = mapping.some(({ field }) => field === 'phone');
      const of: Of = { kind: 'file', intake: found.intake, mapping };
      onChoose({ name: found.name, intake: found.intake, columns, of: isKnown ? of : undefined });
    } catch (error) {
      setProblem(toSentence(error));
    }
  }

  const phone = file?.of?.mapping.find(({ field }) => field === 'phone')?.column;
  return (
    <>
      <FileInput
        label="File"
        placeholder="Choose a file with numbers"
        clearable
        clearButtonProps={{ 'aria-label': 'No file' }}
        value={picked}
        error={problem}
        onChange={(next) => void choose(next)}
      />
      {file === null ? null : (
        <Select
          label="Column with the numbers"
          placeholder="None was recognised: choose it"
          data={file.columns.map(({ column, name }) => ({ value: String(column), label: name }))}
          value={phone === undefined ? null : String(phone)}
          onChange={(value) => {
            if (value === null) return;
            const mapping: Of['mapping'] = [{ column: Number(value), field: 'phone' }];
            onChoose({ ...file, of: { kind: 'file', intake: file.intake, mapping } });
          }}
        />
      )}
    </>
  );
}
