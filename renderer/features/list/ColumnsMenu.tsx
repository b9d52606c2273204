/** Which columns the list shows; the number is always one of them. */
import { Button, Checkbox, Popover } from '@mantine/core';
import { Columns3 } from 'lucide-react';
import { setParams } from '../../route.ts';
import { type FilterParams } from './listFilter.ts';
import { listColumns, nameColumn, toColumns, withColumns } from './listLayout.ts';
import { columnsMenuWords as say } from '../../../shared/words/page/list.ts';

export function ColumnsMenu({ params }: { readonly params: FilterParams }) {
  const shown = toColumns(params);
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={14} aria-hidden="true" />}>
          {say.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say.columns}>
        <Checkbox.Group
          aria-label={say.columns}
          value={[...shown]}
          onChange={(next) => setParams(withColumns(params, next))}
        >
          {listColumns.map((column) => (
            <Checkbox key={column} value={column} label={nameColumn(column)} my={6} />
          ))}
        </Checkbox.Group>
        <Button mt={6} variant="subtle" size="compact-sm" onClick={() => setParams(withColumns(params, []))}>
          {say.theUsualColumns}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
