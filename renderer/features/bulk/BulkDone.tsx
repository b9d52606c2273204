/** The result of a change of many entries, where some stayed as they were or there is no backup from before. */
import { Button } from '@mantine/core';
import type { BulkResult } from '../../../shared/contract/bulk.ts';
import { SidePanel } from '../../ui/entry/SidePanel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { LeftList } from './LeftList.tsx';
import { bulkDoneWords as say } from '../../../shared/words/page/bulk.ts';

export function BulkDone(props: {
  readonly title: string;
  readonly isRemoval: boolean;
  readonly result: BulkResult;
  readonly onClose: () => void;
}) {
  const { title, isRemoval, result, onClose } = props;
  const { leftCount } = result;
  return (
    <SidePanel title={title} onClose={onClose} onSubmit={onClose} buttons={<Button type="submit">{say.close}</Button>}>
      <p role="status">{say.removedNumbers(isRemoval, result.changed, leftCount)}</p>
      {leftCount === 0 ? null : <LeftList left={result.left} total={leftCount} />}
      {result.warnings.map((warning) => (
        <Problem key={warning} word={say.noBackup} sentence={warning} />
      ))}
    </SidePanel>
  );
}
