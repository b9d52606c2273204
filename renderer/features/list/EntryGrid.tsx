/**
 * The list as a grid over AG Grid's infinite row model: it asks the core for a hundred rows at a time, wherever the
 * supervisor scrolls, in the chosen order. When the list changes, the rows in view are fetched again in place.
 */
import {
  CellStyleModule,
  type ColDef,
  ColumnApiModule,
  EventApiModule,
  type GridApi,
  type GridReadyEvent,
  type IDatasource,
  type IGetRowsParams,
  InfiniteRowModelModule,
  ModuleRegistry,
  RowApiModule,
  ScrollApiModule,
  type SortChangedEvent,
  themeQuartz,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useDirection } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { EntryRow } from '../../../shared/contract/entries.ts';
import { useDesk } from '../../desk.tsx';
import { openNumber, setParams, toRoute } from '../../route.ts';
import {
  FieldCell,
  NumberCell,
  SelectCell,
  SelectHeader,
  SinceCell,
  SourceCell,
  UntilCell,
  VendorsCell,
  WhereCell,
  WhyCell,
} from './cells.tsx';
import type { FilterInput } from './listFilter.ts';
import { type ListColumn, nameColumn, otherFields, type Sort, withSort } from './listLayout.ts';
import classes from './ListScreen.module.css';
import type { SelectionStore } from '../../stores/selection.ts';
import { entryGridWords as say } from '../../../shared/words/page/list.ts';

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  RowApiModule,
  ScrollApiModule,
  EventApiModule,
  ColumnApiModule,
  CellStyleModule,
]);

const gridTheme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 500,
  spacing: 6,
  backgroundColor: 'var(--desk-surface)',
  foregroundColor: 'var(--desk-text)',
  headerBackgroundColor: 'var(--desk-sunken)',
  headerTextColor: 'var(--mantine-color-dimmed)',
  borderColor: 'var(--desk-line)',
  rowHoverColor: 'var(--desk-hover)',
  accentColor: 'var(--desk-accent)',
  rowBorder: { style: 'solid', width: 1, color: 'var(--desk-line)' },
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  browserColorScheme: 'inherit',
});

const gridColumns: ColDef<EntryRow>[] = [
  {
    colId: 'select',
    headerName: '',
    cellRenderer: SelectCell,
    width: 40,
    minWidth: 40,
    resizable: false,
    headerComponent: SelectHeader,
  },
  { colId: 'number', headerName: say.number, cellRenderer: NumberCell, width: 210, sortable: true },
  { colId: 'where', headerName: say.whereItHolds, cellRenderer: WhereCell, flex: 3, minWidth: 120 },
  { colId: 'why', headerName: say.why, cellRenderer: WhyCell, flex: 4, minWidth: 120 },
  { colId: 'createdAt', headerName: say.since, cellRenderer: SinceCell, width: 104, sortable: true },
  { colId: 'until', headerName: say.until, cellRenderer: UntilCell, width: 116 },
  { colId: 'source', headerName: say.source, cellRenderer: SourceCell, flex: 2, minWidth: 110 },
  { colId: 'vendors', headerName: say.vendors, cellRenderer: VendorsCell, width: 136 },
  ...otherFields.map((field) => ({
    colId: field,
    headerName: nameColumn(field),
    cellRenderer: FieldCell,
    cellRendererParams: { field },
    flex: 2,
    minWidth: 110,
  })),
];
const defaultColumn: ColDef<EntryRow> = {
  sortable: false,
  suppressMovable: true,
  resizable: true,
  sortingOrder: ['asc', 'desc'],
};
/** Columns that are there whatever is chosen. */
const fixedColumns: ReadonlySet<string | undefined> = new Set(['select', 'number']);

export type Counts = { readonly matching: number; readonly total: number };
export type EntryGridApi = GridApi<EntryRow>;

/** A click on a head changes the order in the address. */
function followSort({ api, source }: SortChangedEvent<EntryRow>): void {
  if (source !== 'uiColumnSorted') return;
  const sorted = api.getColumnState().find((column) => column.sort != null);
  const by = sorted?.colId === 'createdAt' ? 'createdAt' : 'number';
  setParams(withSort(toRoute(window.location.hash).params, { by, descending: sorted?.sort === 'desc' }));
}

export function EntryGrid(props: {
  readonly filter: FilterInput;
  readonly columns: readonly ListColumn[];
  readonly sort: Sort;
  readonly selection: SelectionStore;
  readonly onReady: (api: EntryGridApi) => void;
  readonly onCounts: (counts: Counts) => void;
  readonly onError: (error: unknown) => void;
}) {
  const { filter, columns, sort, selection, onReady, onCounts, onError } = props;
  const { client, versions } = useDesk();
  // What is open changes with what vendors answer.
  const version = useStore(versions, ({ list, accounts }) => list + (filter.open === undefined ? 0 : accounts));
  const api = useRef<EntryGridApi | null>(null);
  const context = useMemo(() => ({ selection }), [selection]);
  const { dir } = useDirection();
  const { by, descending } = sort;
  const shown = columns.join();
  // Order and columns are the address's: a view that is opened sets them, a click on a head changes the address.
  const columnDefs = useMemo(
    () =>
      gridColumns.map((column): ColDef<EntryRow> => ({
        ...column,
        hide: !fixedColumns.has(column.colId) && !shown.split(',').includes(column.colId ?? ''),
        sort: column.colId !== by || (by === 'number' && !descending) ? null : descending ? 'desc' : 'asc',
      })),
    [shown, by, descending],
  );

  const source = useMemo<IDatasource>(() => {
    const load = async (params: IGetRowsParams): Promise<void> => {
      try {
        const { entries, matching, total } = await client.entries.list({
          filter,
          sort: { by, descending },
          offset: params.startRow,
          limit: params.endRow - params.startRow,
        });
        params.successCallback(entries, matching);
        onCounts({ matching, total });
      } catch (error) {
        params.failCallback();
        onError(error);
      }
    };
    return { getRows: (params) => void load(params) };
  }, [client, filter, by, descending, onCounts, onError]);

  useEffect(() => {
    if (version > 0) api.current?.refreshInfiniteCache();
  }, [version]);

  function ready(event: GridReadyEvent<EntryRow>): void {
    api.current = event.api;
    onReady(event.api);
  }

  return (
    <div className={classes.grid}>
      <AgGridReact<EntryRow>
        // The grid takes its direction when it is made.
        key={dir}
        enableRtl={dir === 'rtl'}
        theme={gridTheme}
        rowModelType="infinite"
        datasource={source}
        columnDefs={columnDefs}
        defaultColDef={defaultColumn}
        context={context}
        getRowId={({ data }) => data.number}
        rowHeight={32}
        headerHeight={32}
        cacheBlockSize={100}
        maxBlocksInCache={20}
        maxConcurrentDatasourceRequests={2}
        blockLoadDebounceMillis={30}
        animateRows={false}
        suppressCellFocus={false}
        suppressDragLeaveHidesColumns
        suppressNoRowsOverlay
        ensureDomOrder
        onGridReady={ready}
        onSortChanged={followSort}
        onCellClicked={({ data, column }) => {
          if (data !== undefined && column.getColId() !== 'select') openNumber(data.number);
        }}
      />
    </div>
  );
}
