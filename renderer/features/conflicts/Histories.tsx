/** Both histories of a disputed number: here, from the journal; there, what was agreed, sent, answered and seen. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Conflicts.module.css';
import { historiesWords as say } from '../../../shared/words/page/conflicts.ts';

/** The newest lines; the number's drawer has all of them. */
const shown = 6;

type Line = { readonly at: string; readonly sentence: string };

export function Histories({ conflict }: { readonly conflict: ConflictRow }) {
  const { queries } = useDesk();
  const { data } = useQuery(queries.entries.get.queryOptions({ input: { number: conflict.number } }));
  return (
    <div className={classes.histories}>
      <History title={say.whatHappenedHere}>
        {data === undefined ? (
          <LineSkeletons lines={3} height={20} />
        ) : (
          <Lines lines={data.history.toSorted((a, b) => a.journal - b.journal)} />
        )}
      </History>
      <History title={say.whatHappenedAt(conflict.accountName)}>
        <Lines lines={conflict.there} />
      </History>
    </div>
  );
}

function History({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return <p>{say.nothingHasHappenedYet}</p>;
  return (
    <ol>
      {lines.slice(-shown).map(({ at, sentence }) => (
        <li key={`${at} ${sentence}`}>
          <TimeText at={at} />
          <span dir="auto">{sentence}</span>
        </li>
      ))}
    </ol>
  );
}
