/** Which columns the list shows; the number is always one of them. */
import { Button, Checkbox, Popover } from '@mantine/core';
import { Columns3 } from 'lucide-react';
import { setParams } from '../../route.ts';
import { type FilterParams } from './listFilter.ts';
import { listColumns, nameColumn, toColumns, withColumns } from './listLayout.ts';

export function ColumnsMenu({ params }: { readonly params: FilterParams }) {
  const shown = toColumns(params);
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={14} aria-hidden="true" />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Checkbox.Group
          aria-label="Columns"
          value={[...shown]}
          onChange={(next) => setParams(withColumns(params, next))}
        >
          {listColumns.map((column) => (
            <Checkbox key={column} value={column} label={nameColumn(column)} my={6} />
          ))}
        </Checkbox.Group>
        <Button mt={6} variant="subtle" size="compact-sm" onClick={() => setParams(withColumns(params, []))}>
          The usual columns
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
