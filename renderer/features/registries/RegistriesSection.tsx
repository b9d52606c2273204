/** Registries under Settings: what is loaded and how old, loading a file, subscriptions, and how long a version may be used. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RegistryRow } from '../../../shared/contract/registries.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { registryAgeMarks, StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { toFlag } from '../../ui/words.ts';
import { Button } from '@mantine/core';
import { AgeSettings } from './AgeSettings.tsx';
import { LoadRegistry } from './LoadRegistry.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import classes from './Registries.module.css';
import { findWorst, toAgeWord } from './registryWords.ts';
import { Subscriptions } from './Subscriptions.tsx';
import { type Unloading, UnloadDialog } from './UnloadDialog.tsx';

export function RegistriesSection() {
  const { queries } = useDesk();
  const overview = useQuery(queries.registries.list.queryOptions());
  const [unloading, setUnloading] = useState<Unloading | null>(null);
  if (overview.isError) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
  const { areas = [], problem = null, subscriptions = [] } = overview.data ?? {};
  const byList = Map.groupBy(areas, ({ list }) => list);
  return (
    <section className={classes.section} aria-label="Registries">
      <h2 className={classes.heading}>Registries</h2>
      <p className={classes.quiet}>
        National and state lists, as reference data beside your own: a check and a scrub ask them, and they are never
        sent to a vendor. An area code that is not loaded is never shown as clean.
      </p>
      {problem === null ? null : (
        <p role="alert">
          <StateMark mark={{ word: 'Not in use', shape: 'square', tone: 'lost' }} /> {problem}
        </p>
      )}
      {overview.data === undefined ? <LineSkeletons lines={2} height={36} /> : null}
      {overview.data !== undefined && areas.length === 0 ? (
        <p>No registry is loaded: checks and scrubs go by your own list alone. Load the first file below.</p>
      ) : null}
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
  const { list, listName, country } = worst;
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const isWhole = rows.every(({ area }) => area === 'all');
  return (
    <details className={classes.list} open={rows.length <= openUpTo}>
      <summary className={classes.summary}>
        <strong>
          {toFlag(country)} {listName}
        </strong>
        <span>
          {isWhole ? countOf(total, 'number') : `${countOf(rows.length, 'area code')}, ${countOf(total, 'number')}`}
        </span>
        <StateMark mark={registryAgeMarks[worst.state]} word={toAgeWord(worst)} />
      </summary>
      <SmallTable
        label={`Areas of the ${listName}`}
        head={
          <>
            <th>Area</th>
            <th>Version of</th>
            <th data-figure>Numbers</th>
            <th>Age</th>
            <th>Loaded</th>
            <th>
              <span className="visually-hidden">Unload</span>
            </th>
          </>
        }
      >
        {rows.map((row) => (
          <tr key={row.area}>
            <td>{row.area === 'all' ? 'whole list' : row.area}</td>
            <td>{row.version}</td>
            <td data-figure>{toCount(row.count)}</td>
            <td>
              <StateMark mark={registryAgeMarks[row.state]} word={toAgeWord(row)} />
              {row.uncovered ? ' · no subscription covers it' : ''}
            </td>
            <td title={`${row.file}, SHA-256 ${row.sha256}`}>
              <TimeText at={row.loadedAt} /> by {row.loadedBy}
            </td>
            <td>
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={`Unload ${listName} ${row.area === 'all' ? '' : row.area}`}
                onClick={() => onUnload({ list, listName, area: row.area, numbers: row.count, areas: 1 })}
              >
                Unload…
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
            Unload all {rows.length}…
          </Button>
        </div>
      ) : null}
    </details>
  );
}
