/** The cells of the list. A row that is not fetched yet shows grey lines of the same height. */
import { Checkbox } from '@mantine/core';
import type { ICellRendererParams } from 'ag-grid-community';
import { useStore } from 'zustand';
import type { EntryRow } from '../../../shared/contract/entries.ts';
import { toDetailText } from '../../../shared/domain/entry/details.ts';
import type { Field } from '../../../shared/fields.ts';
import { useNow, useZone } from '../../desk.tsx';
import { NumberText } from '../../ui/NumberText.tsx';
import { entryMarks, mayCallMark, recordMarks, Shape, StateMark } from '../../ui/StateMark.tsx';
import { EndText } from '../../ui/TimeText.tsx';
import { toDayWord, toExact } from '../../ui/timeWords.ts';
import { toSource, toUntil, toWhere } from '../../ui/words.ts';
import classes from './ListScreen.module.css';
import { type SelectionStore, toggleSelected } from '../../stores/selection.ts';
import { cellsWords as say } from '../../../shared/words/page/list.ts';

export type GridContext = { readonly selection: SelectionStore };
type Cell = ICellRendererParams<EntryRow, unknown, GridContext>;

const isMissing = (row: EntryRow | undefined): row is undefined => row === undefined;

function Loading({ width }: { readonly width: string }) {
  return <span className={classes.loading} style={{ width }} />;
}

export function SelectCell({ data, context }: Cell) {
  const number = data?.number ?? '';
  const selected = useStore(context.selection, ({ numbers, all }) => all !== null || numbers.has(number));
  if (isMissing(data)) return null;
  return (
    <Checkbox
      checked={selected}
      tabIndex={-1}
      aria-label={say.select(data.international)}
      onClick={(event) => event.stopPropagation()}
      onChange={() => toggleSelected(context.selection, number)}
    />
  );
}

/** A column needs a name, but there is no room to show it. */
export function SelectHeader() {
  return <span className="visually-hidden">{say.selected}</span>;
}

export function NumberCell({ data }: Cell) {
  if (isMissing(data)) return <Loading width="120px" />;
  return (
    <span className={classes.numberCell} data-removed={data.state === 'removed' || undefined}>
      <NumberText number={data.number} international={data.international} />
      {data.state === 'blocked' ? null : (
        <span className={classes.cellState}>
          <StateMark mark={entryMarks[data.state]} />
        </span>
      )}
    </span>
  );
}

export function WhereCell({ data }: Cell) {
  if (isMissing(data)) return <Loading width="70%" />;
  return <Clipped text={data.damage ?? toWhere(data.holds)} />;
}

export function WhyCell({ data }: Cell) {
  if (isMissing(data)) return <Loading width="60%" />;
  const text = data.removed === null ? (data.reason ?? '–') : say.removed(data.removed.why);
  return <Clipped text={text} />;
}

/** A field beside the reason, as the drawer says it. */
export function FieldCell({ data, field }: Cell & { readonly field: Field }) {
  const now = useNow();
  const zone = useZone();
  if (isMissing(data)) return <Loading width="50%" />;
  return <Clipped text={toDetailText(data, field, (at) => toDayWord(at, now, zone)) ?? '–'} />;
}

export function SinceCell({ data }: Cell) {
  const now = useNow();
  const zone = useZone();
  if (isMissing(data)) return <Loading width="60%" />;
  return <span title={toExact(data.createdAt, zone)}>{toDayWord(data.createdAt, now, zone)}</span>;
}

export function UntilCell({ data }: Cell) {
  if (isMissing(data)) return <Loading width="20%" />;
  const { instant, several } = toUntil(data.holds);
  if (several) return <span>{say.several}</span>;
  return <EndText end={instant} />;
}

export function SourceCell({ data }: Cell) {
  return isMissing(data) ? <Loading width="50%" /> : <Clipped text={toSource(data)} />;
}

export function VendorsCell({ data }: Cell) {
  if (isMissing(data)) return <Loading width="40%" />;
  const { total, inStep, worst, mayCall } = data.vendors;
  if (total === 0) return <span title={say.noVendorAccountIsAsked}>–</span>;
  const shapes = Math.min(total, 5);
  const full = total === inStep ? shapes : Math.min(shapes - 1, Math.round((inStep / total) * shapes));
  const other = worst === null ? recordMarks.waiting : recordMarks[worst];
  const sentence = total === inStep ? say.allInStep(total) : say.someInStep(inStep, total, other.word);
  return (
    <span className={classes.vendors} title={sentence}>
      <span className={classes.marks} aria-hidden="true">
        {Array.from({ length: shapes }, (_, index) => (
          <Shape key={index} mark={index < full ? recordMarks.inStep : other} />
        ))}
      </span>
      {total === inStep ? say.inStep : say.inStepOf(inStep, total)}
      {total === inStep ? null : <span className="visually-hidden">, {other.word}</span>}
      {mayCall === 0 ? null : <StateMark mark={mayCallMark} word={say.mayCall(mayCall)} />}
    </span>
  );
}

function Clipped({ text }: { readonly text: string }) {
  return (
    <span className={classes.clipped} title={text}>
      {text}
    </span>
  );
}
