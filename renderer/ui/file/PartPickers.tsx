/** Which file of an archive and which sheet of a workbook is read. Shown only where there is a choice. */
import { NativeSelect } from '@mantine/core';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { toSize } from './fileWords.ts';
import { partPickersWords as say } from '../../../shared/words/page/files.ts';

type Level = IntakeFound['levels'][number];

const labels = { file: say.fileInTheArchive, sheet: say.sheet } as const satisfies Record<Level['kind'], string>;

export function PartPickers(props: {
  readonly levels: IntakeFound['levels'];
  readonly isDisabled: boolean;
  /** Names from the outermost level down to the chosen one. */
  readonly onPick: (parts: string[]) => void;
}) {
  const { levels, isDisabled, onPick } = props;
  return levels.map(({ kind, chosen, parts }, depth) =>
    parts.length < 2 ? null : (
      <NativeSelect
        key={kind}
        label={labels[kind]}
        data={parts.map((part) => ({ value: part.name, label: toLabel(part), disabled: part.isEmpty }))}
        disabled={isDisabled}
        value={chosen}
        onChange={(event) =>
          onPick([...levels.slice(0, depth).map((level) => level.chosen), event.currentTarget.value])
        }
      />
    ),
  );
}

function toLabel({ name, rows, bytes, isHidden, isEmpty }: Level['parts'][number]): string {
  const facts = [
    isEmpty ? say.empty : rows === null ? '' : say.rows(rows),
    bytes === null || isEmpty ? '' : toSize(bytes),
    isHidden ? say.hidden : '',
  ];
  return [name, ...facts.filter((fact) => fact !== '')].join(' · ');
}
