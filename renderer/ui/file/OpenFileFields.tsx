/** What all pages that read a file show of it: what the person should know, which part is read, and how. */
import type { OpenFile } from './useOpenFile.ts';
import { StateMark } from '../StateMark.tsx';
import type { Mark } from '../marks.ts';
import classes from './File.module.css';
import { PartPickers } from './PartPickers.tsx';
import { ReadFields } from './ReadFields.tsx';
import { RememberedColumns } from './RememberedColumns.tsx';

/** Says that its columns are read as the last time, with a button to forget that; and the notes of the reading. */
export function FileNotes(props: {
  readonly file: OpenFile;
  /** Whether anything may be changed. */
  readonly isOpen: boolean;
  readonly toMark?: (note: string) => Mark;
}) {
  const { file, isOpen, toMark = toWarning } = props;
  const { notes, remembered } = file.found;
  if (notes.length === 0 && remembered === null) return null;
  return (
    <ul className={classes.notes}>
      {remembered === null ? null : (
        <RememberedColumns
          at={remembered.at}
          isForgetting={file.isForgetting}
          onForget={isOpen ? file.forget : undefined}
        />
      )}
      {notes.map((note) => (
        <li key={note}>
          <StateMark mark={toMark(note)} />
        </li>
      ))}
    </ul>
  );
}

const toWarning = (word: string): Mark => ({ word, shape: 'triangle', tone: 'person' });

/** Which part is read, and how it is written. A change reads the file again, in the core. */
export function FileSettings({ file, isOpen }: { readonly file: OpenFile; readonly isOpen: boolean }) {
  const { found, isReading, pick, read } = file;
  const isDisabled = !isOpen || isReading;
  return (
    <>
      {/* Another part is another table: what was said about this one does not hold for it. */}
      <PartPickers levels={found.levels} isDisabled={isDisabled} onPick={pick} />
      {found.columns.length === 0 ? null : (
        <ReadFields found={found} isText={found.format === 'text'} isDisabled={isDisabled} onRead={read} />
      )}
    </>
  );
}
