/** The lines of one group, fifty at a time, in a panel whose height does not change while pages come. */
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import { useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { toCount } from '../../ui/words.ts';
import classes from './Import.module.css';
import { groupWords } from './importWords.ts';

const page = 50;

export function LinesPanel(props: {
  readonly intake: string;
  readonly group: LineGroup;
  readonly summary: IntakeSummary;
  /** False while the preview is worked out anew: then the lines that are there stay. */
  readonly enabled: boolean;
}) {
  const { group, summary } = props;
  return (
    <div className={classes.lines}>
      {group === 'rejected' || group === 'unconfirmed' ? <Reasons summary={summary} group={group} /> : null}
      <Lines key={group} {...props} />
    </div>
  );
}

function Reasons({ summary, group }: { readonly summary: IntakeSummary; readonly group: LineGroup }) {
  const reasons = summary.rejectedBy.filter(({ code }) => (code === 'unconfirmed') === (group === 'unconfirmed'));
  if (reasons.length === 0) return null;
  return (
    <ul className={classes.reasons} aria-label="Reasons">
      {reasons.map(({ code, message, count }) => (
        <li key={code}>
          <strong>{toCount(count)} ×</strong> <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}

function Lines(props: { readonly intake: string; readonly group: LineGroup; readonly enabled: boolean }) {
  const { intake, group, enabled } = props;
  const { queries } = useDesk();
  const [offset, setOffset] = useState(0);
  const lines = useQuery(
    queries.intake.lines.queryOptions({
      input: { intake, group, offset, limit: page },
      enabled,
      placeholderData: keepPreviousData,
    }),
  );
  if (lines.isError) return <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />;
  const total = lines.data?.total ?? 0;
  const last = Math.min(offset + page, total);
  return (
    <>
      <div className={classes.lineScroll} tabIndex={0} role="region" aria-label={`Lines: ${groupWords[group].word}`}>
        {lines.data === undefined ? (
          <LineSkeletons lines={10} height={28} />
        ) : (
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col" className={classes.figure}>
                  Line
                </th>
                <th scope="col">In the file</th>
                <th scope="col">Number</th>
                <th scope="col">What happens</th>
              </tr>
            </thead>
            <tbody>
              {lines.data.lines.map((line) => (
                <tr key={line.line}>
                  <td className={classes.figure}>{toCount(line.line)}</td>
                  <td className={classes.raw}>
                    <bdi>{line.raw}</bdi>
                  </td>
                  <td className={classes.number}>{line.number ?? '–'}</td>
                  <td>{line.sentence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <div className={classes.pager}>
        <span role="status">{total === 0 ? '' : `${toCount(offset + 1)}–${toCount(last)} of ${toCount(total)}`}</span>
        <Button variant="default" size="compact-sm" disabled={offset === 0} onClick={() => setOffset(offset - page)}>
          Earlier lines
        </Button>
        <Button variant="default" size="compact-sm" disabled={last >= total} onClick={() => setOffset(offset + page)}>
          Later lines
        </Button>
      </div>
    </>
  );
}
