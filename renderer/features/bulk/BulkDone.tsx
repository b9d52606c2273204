/** The result of a change of many entries, where some stayed as they were or there is no backup from before. */
import { Button } from '@mantine/core';
import type { BulkResult } from '../../../shared/contract/bulk.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { SidePanel } from '../../ui/entry/SidePanel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { LeftList } from './LeftList.tsx';

export function BulkDone(props: {
  readonly title: string;
  readonly verb: 'Remove' | 'Change';
  readonly result: BulkResult;
  readonly onClose: () => void;
}) {
  const { title, verb, result, onClose } = props;
  const { leftCount } = result;
  return (
    <SidePanel title={title} onClose={onClose} onSubmit={onClose} buttons={<Button type="submit">Close</Button>}>
      <p role="status">
        {verb}d {countOf(result.changed, 'number')}.
        {leftCount === 0 ? '' : ` ${countOf(leftCount, 'number')} stayed as ${leftCount === 1 ? 'it is' : 'they are'}:`}
      </p>
      {leftCount === 0 ? null : <LeftList left={result.left} total={leftCount} />}
      {result.warnings.map((warning) => (
        <Problem key={warning} word="No backup" sentence={warning} />
      ))}
    </SidePanel>
  );
}
