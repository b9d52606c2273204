/** Registries under Settings: what is loaded and how old, loading a file, subscriptions, and how long a version may be used. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RegistryRow } from '../../../shared/contract/registries.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { registryAgeMarks, StateMark } from '../../ui/StateMark.tsx';
import { toSectionId } from '../../ui/showSection.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { Button } from '@mantine/core';
import { AgeSettings } from './AgeSettings.tsx';
import { LoadRegistry } from './LoadRegistry.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import classes from './Registries.module.css';
import { findWorst, toAgeWord } from './registryWords.ts';
import { Subscriptions } from './Subscriptions.tsx';
import { type Unloading, UnloadDialog } from './UnloadDialog.tsx';
import { registriesSectionWords as say } from '../../../shared/words/page/registries.ts';

export function RegistriesSection() {
  const { queries } = useDesk();
  const overview = useQuery(queries.registries.list.queryOptions());
  const [unloading, setUnloading] = useState<Unloading | null>(null);
  if (overview.isError) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
  const { areas = [], problem = null, subscriptions = [] } = overview.data ?? {};
  const byList = Map.groupBy(areas, ({ list }) => list);
  return (
    <section className={classes.section} aria-label={say.registries} id={toSectionId('registries')}>
      <h2 className={classes.heading} tabIndex={-1}>
        {say.registries}
      </h2>
      <p className={classes.quiet}>{say.nationalAndStateLists}</p>
      {problem === null ? null : (
        <p role="alert">
          <StateMark mark={{ word: say.notInUse, shape: 'square', tone: 'lost' }} /> {problem}
        </p>
      )}
      {overview.data === undefined ? <LineSkeletons lines={2} height={36} /> : null}
      {overview.data !== undefined && areas.length === 0 ? <p>{say.noRegistryIsLoaded}</p> : null}
      {[...byList.values()].map((rows) => (
        <ListOfAreas key={rows[0]?.list} rows={rows} onUnload={setUnloading} />
      ))}
      <LoadRegistry />
      <Subscriptions subscriptions={subscriptions} />
      <AgeSettings />
      {unloading === null ? null : <UnloadDialog unloading={unloading} onClose={() => setUnloading(null)} />}
    </section>
  );
}

const openUpTo = 12;

function ListOfAreas(props: { readonly rows: readonly RegistryRow[]; readonly onUnload: (what: Unloading) => void }) {
  const { rows, onUnload } = props;
  const worst = findWorst(rows);
  if (worst === undefined) return null;
  const { list, listName } = worst;
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const isWhole = rows.every(({ area }) => area === 'all');
  return (
    <details className={classes.list} open={rows.length <= openUpTo}>
      <summary className={classes.summary}>
        <strong>{listName}</strong>
        <span>{isWhole ? say.numbersOf(total) : say.areaCodesNumbers(rows.length, total)}</span>
        <StateMark mark={registryAgeMarks[worst.state]} word={toAgeWord(worst)} />
      </summary>
      <SmallTable
        label={say.areasOfThe(listName)}
        head={
          <>
            <th>{say.area}</th>
            <th>{say.versionOf}</th>
            <th data-figure>{say.numbers}</th>
            <th>{say.age}</th>
            <th>{say.loaded}</th>
            <th>
              <span className="visually-hidden">{say.unload}</span>
            </th>
          </>
        }
      >
        {rows.map((row) => (
          <tr key={row.area}>
            <td>{row.area === 'all' ? say.wholeList : row.area}</td>
            <td>{row.version}</td>
            <td data-figure>{toCount(row.count)}</td>
            <td>
              <StateMark mark={registryAgeMarks[row.state]} word={toAgeWord(row)} />
              {row.uncovered ? say.noSubscriptionCoversIt : ''}
            </td>
            <td title={say.sha256(row.file, row.sha256)}>
              <TimeText at={row.loadedAt} />
              {say.by(row.loadedBy)}
            </td>
            <td>
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={say.unloadOf(listName, row.area === 'all', row.area)}
                onClick={() => onUnload({ list, listName, area: row.area, numbers: row.count, areas: 1 })}
              >
                {say.unloadDots}
              </Button>
            </td>
          </tr>
        ))}
      </SmallTable>
      {rows.length > 1 ? (
        <div className={classes.listActions}>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onUnload({ list, listName, area: null, numbers: total, areas: rows.length })}
          >
            {say.unloadAll}
            {rows.length}…
          </Button>
        </div>
      ) : null}
    </details>
  );
}
