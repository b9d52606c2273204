/** Saves what is shown, or what is selected, as a file in the chosen format. */
import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ChevronDown, Download } from 'lucide-react';
import { toSentence, useDesk } from '../../desk.tsx';
import { saveBytes } from '../../ui/saveBytes.ts';
import { saveText } from '../../ui/saveText.ts';
import { useTell } from '../../ui/useTell.ts';
import type { FilterInput } from './listFilter.ts';
import { exportMenuWords as say } from '../../../shared/words/page/list.ts';

const formats = [
  { format: 'csv', name: 'CSV', about: say.textThatEveryProgramReads },
  { format: 'xlsx', name: say.excelWorkbook, about: 'XLSX' },
  { format: 'json', name: 'JSON', about: say.everyFieldForPrograms },
] as const;

export function ExportMenu(props: {
  /** Asked when a format is chosen: a selection may be large. */
  readonly what: () => { readonly filter: FilterInput } | { readonly numbers: string[] };
  readonly disabled: boolean;
}) {
  const { client } = useDesk();
  const tell = useTell();
  const save = useMutation({
    mutationFn: async (format: (typeof formats)[number]['format']) => {
      const chunks = await client.entries.export({ ...props.what(), format });
      if (format === 'xlsx') await saveBytes('do-not-call.xlsx', chunks);
      else await saveText(`do-not-call.${format}`, format === 'csv' ? 'text/csv' : 'application/json', chunks);
    },
    onError: (failure) => tell(toSentence(failure), true),
  });
  return (
    <Menu position="bottom-end" withinPortal shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Download size={14} aria-hidden="true" />}
          rightSection={<ChevronDown size={13} aria-hidden="true" />}
          loading={save.isPending}
          disabled={props.disabled}
        >
          {say.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ format, name, about }) => (
          <Menu.Item key={format} onClick={() => save.mutate(format)}>
            {name} <span style={{ color: 'var(--mantine-color-dimmed)' }}>{about}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
