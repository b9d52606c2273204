/** Loading a regulator's file: choose or drop it, see what it is and what it replaces, then load it. */
import { Button, Checkbox, FileButton, Progress, Select, TextInput } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { assertNever } from '../../../shared/assertNever.ts';
import type { RegistryPreview } from '../../../shared/contract/registries.ts';
import { isRegistryList, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import factClasses from '../../ui/Facts.module.css';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { ColumnsForm } from './ColumnsForm.tsx';
import { listChoices } from './registryWords.ts';
import classes from './Registries.module.css';
import { useRegistryFile } from './useRegistryFile.ts';

export function LoadRegistry() {
  const files = useRegistryFile();
  const { file, job, opening } = files;
  if (opening.phase === 'opening') {
    return (
      <div className={classes.found} role="status">
        <p>Handing {opening.name} over.</p>
        <Progress value={(opening.sent ?? 1) * 100} aria-label={`Handing ${opening.name} over`} />
      </div>
    );
  }
  const problem = opening.phase === 'failed' ? opening.sentence : file.phase === 'failed' ? file.sentence : undefined;
  switch (file.phase) {
    case 'working':
      return (
        <div className={classes.found}>
          <p>{file.name}</p>
          {job === undefined ? <Progress value={100} animated aria-label={file.name} /> : <JobProgress job={job} />}
        </div>
      );
    case 'asks':
      return <ColumnsForm asks={file.asks} onAnswer={files.answer} onCancel={files.discard} />;
    case 'found':
      return (
        <Found
          preview={file.preview}
          onLoad={(version, sure) => void files.apply(file.load, file.preview.name, version, sure)}
          onCancel={files.discard}
        />
      );
    case 'idle':
    case 'failed':
    case 'done':
      return (
        <>
          {problem === undefined ? null : (
            <div className={classes.problem} role="alert">
              <StateMark mark={{ word: 'Not loaded', shape: 'triangle', tone: 'lost' }} />
              <p>{problem}</p>
            </div>
          )}
          {file.phase === 'done' ? (
            <p role="status">
              <StateMark mark={{ word: 'Loaded', shape: 'full', tone: 'plain' }} /> {file.sentence}
            </p>
          ) : null}
          <Choose onFile={files.open} onSeveral={files.refuse} />
        </>
      );
    default:
      return assertNever(file);
  }
}

function Choose(props: {
  readonly onFile: (file: File, list: RegistryList | null) => Promise<void>;
  readonly onSeveral: (sentence: string) => void;
}) {
  const [list, setList] = useState<RegistryList | null>(null);
  function take(event: DragEvent): void {
    const [file, second] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    if (second === undefined) void props.onFile(file, list);
    else props.onSeveral('Drop one file at a time; a zip may hold several.');
  }
  return (
    <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={take}>
      <FileButton
        inputProps={{ 'aria-label': 'File of a registry' }}
        onChange={(file) => {
          if (file !== null) void props.onFile(file, list);
        }}
      >
        {(button) => <Button {...button}>Choose a registry file</Button>}
      </FileButton>
      <Select
        aria-label="Which list it is of"
        placeholder="List: by its area codes"
        data={listChoices}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'By its area codes' }}
        value={list}
        onChange={(value) => setList(value !== null && isRegistryList(value) ? value : null)}
      />
      <span className={classes.quiet}>
        Or drop it here: FTC and Canadian files (flat or XML), TPS and CTPS, what the Australian register sent back;
        also in a .zip or .gz. You see what it replaces before it counts.
      </span>
    </div>
  );
}

const kindWords = {
  full: 'a full list: it replaces what is loaded of its areas, and no others',
  change: 'changes to what is loaded',
  wash: 'answers of the register for the numbers that were sent to it',
} as const;
const shownAreas = 12;

function Found(props: {
  readonly preview: RegistryPreview;
  readonly onLoad: (version: string, sure: boolean) => void;
  readonly onCancel: () => void;
}) {
  const { preview } = props;
  const [version, setVersion] = useState(preview.version ?? '');
  const [sure, setSure] = useState(false);
  const isChange = preview.kind === 'change';
  const areas = preview.areas.length;
  return (
    <form
      className={classes.found}
      aria-label="What the file holds"
      onSubmit={(event) => {
        event.preventDefault();
        props.onLoad(version, sure);
      }}
    >
      <dl className={factClasses.facts}>
        <dt>File</dt>
        <dd>{preview.name}</dd>
        <dt>It is</dt>
        <dd>{kindWords[preview.kind]}</dd>
        <dt>It holds</dt>
        <dd>
          {countOf(preview.rows, 'number')}
          {preview.duplicates === 0 ? '' : `, ${toCount(preview.duplicates)} of them twice`}, in{' '}
          {countOf(areas, 'area')}
        </dd>
      </dl>
      <SmallTable
        label="Areas of the file"
        head={
          <>
            <th>Area</th>
            <th data-figure>{isChange ? 'Added' : 'Listed'}</th>
            {preview.kind === 'full' ? null : <th data-figure>{isChange ? 'Taken off' : 'Not listed'}</th>}
            <th>{isChange ? 'Changes' : 'Replaces'}</th>
          </>
        }
      >
        {preview.areas.slice(0, shownAreas).map((area) => (
          <tr key={`${area.list}/${area.area}`}>
            <td>
              {area.listName}
              {area.area === 'all' ? '' : ` · ${area.area}`}
            </td>
            <td data-figure>{toCount(area.listed)}</td>
            {preview.kind === 'full' ? null : <td data-figure>{toCount(area.unlisted)}</td>}
            <td>
              {area.replaces === null
                ? 'nothing: it is new'
                : `version of ${area.replaces.version} with ${toCount(area.replaces.count)}`}
            </td>
          </tr>
        ))}
      </SmallTable>
      {areas > shownAreas ? <p className={classes.quiet}>and {countOf(areas - shownAreas, 'more area')}</p> : null}
      {preview.notes.map((note) => (
        <p key={note} className={classes.quiet}>
          {note}
        </p>
      ))}
      <TextInput
        type="date"
        label="Day of the version"
        description="The day on which the regulator made it: its age counts from there."
        required
        value={version}
        onChange={(event) => setVersion(event.currentTarget.value)}
      />
      {preview.doubts.length === 0 ? null : (
        <Checkbox
          label="Load it all the same"
          description={preview.doubts.join(' ')}
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
      )}
      <div className={classes.buttons}>
        <Button type="submit" disabled={version === '' || (preview.doubts.length > 0 && !sure)}>
          {isChange ? `Change ${countOf(areas, 'area')}` : `Load ${countOf(areas, 'area')}`}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
