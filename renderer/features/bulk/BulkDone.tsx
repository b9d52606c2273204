/** What a change of many did, where some stayed as they were. */
import { Button } from '@mantine/core';
import type { BulkResult } from '../../../shared/contract/bulk.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { SidePanel } from '../../ui/entry/SidePanel.tsx';
import { LeftList } from './LeftList.tsx';

export function BulkDone(props: {
  readonly title: string;
  readonly verb: 'Remove' | 'Change';
  readonly result: BulkResult;
  readonly onClose: () => void;
}) {
  const { title, verb, result, onClose } = props;
  return (
    <SidePanel title={title} onClose={onClose} onSubmit={onClose} buttons={<Button type="submit">Close</Button>}>
      <p role="status">
        {verb}d {countOf(result.changed, 'number')}. {countOf(result.leftCount, 'number')} stayed as{' '}
        {result.leftCount === 1 ? 'it is' : 'they are'}:
      </p>
      <LeftList left={result.left} total={result.leftCount} />
    </SidePanel>
  );
}
