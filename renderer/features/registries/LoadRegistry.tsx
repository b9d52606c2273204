/** Loading a regulator's file: choose or drop it, see what it is and what it replaces, then load it. */
import { Button, Checkbox, FileButton, Progress, Select, TextInput } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { assertNever } from '../../../shared/assertNever.ts';
import type { RegistryPreview } from '../../../shared/contract/registries.ts';
import { isRegistryList, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { toCount } from '../../../shared/words/counts.ts';
import factClasses from '../../ui/Facts.module.css';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { ColumnsForm } from './ColumnsForm.tsx';
import { listChoices } from './registryWords.ts';
import classes from './Registries.module.css';
import { useRegistryFile } from './useRegistryFile.ts';
import { loadRegistryWords as say } from '../../../shared/words/page/registries.ts';

export function LoadRegistry() {
  const files = useRegistryFile();
  const { file, job, opening } = files;
  if (opening.phase === 'opening') {
    return (
      <div className={classes.found} role="status">
        <p>{say.handingOver(opening.name)}</p>
        <Progress value={(opening.sent ?? 1) * 100} aria-label={say.handingOverOf(opening.name)} />
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
              <StateMark mark={{ word: say.notLoaded, shape: 'triangle', tone: 'lost' }} />
              <p>{problem}</p>
            </div>
          )}
          {file.phase === 'done' ? (
            <p role="status">
              <StateMark mark={{ word: say.loaded, shape: 'full', tone: 'plain' }} /> {file.sentence}
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
    else props.onSeveral(say.dropOneFile);
  }
  return (
    <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={take}>
      <FileButton
        inputProps={{ 'aria-label': say.fileOfARegistry }}
        onChange={(file) => {
          if (file !== null) void props.onFile(file, list);
        }}
      >
        {(button) => <Button {...button}>{say.chooseARegistryFile}</Button>}
      </FileButton>
      <Select
        aria-label={say.whichListItIsOf}
        placeholder={say.list}
        data={listChoices}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': say.byItsAreaCodes }}
        value={list}
        onChange={(value) => setList(value !== null && isRegistryList(value) ? value : null)}
      />
      <span className={classes.quiet}>{say.orDropItHere}</span>
    </div>
  );
}

const kindWords = {
  full: say.aFullList,
  change: say.changesToWhatIsLoaded,
  wash: say.answersOfTheRegister,
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
      aria-label={say.whatTheFileHolds}
      onSubmit={(event) => {
        event.preventDefault();
        props.onLoad(version, sure);
      }}
    >
      <dl className={factClasses.facts}>
        <dt>{say.file}</dt>
        <dd>{preview.name}</dd>
        <dt>{say.itIs}</dt>
        <dd>{kindWords[preview.kind]}</dd>
        <dt>{say.itHolds}</dt>
        <dd>{say.numbersOfThemTwice(preview.rows, preview.duplicates, areas)}</dd>
      </dl>
      <SmallTable
        label={say.areasOfTheFile}
        head={
          <>
            <th>{say.area}</th>
            <th data-figure>{isChange ? say.added : say.listed}</th>
            {preview.kind === 'full' ? null : <th data-figure>{isChange ? say.takenOff : say.notListed}</th>}
            <th>{isChange ? say.changes : say.replaces}</th>
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
              {area.replaces === null ? say.nothing : say.versionOfWith(area.replaces.version, area.replaces.count)}
            </td>
          </tr>
        ))}
      </SmallTable>
      {areas > shownAreas ? <p className={classes.quiet}>{say.andMoreAreas(areas - shownAreas)}</p> : null}
      {preview.notes.map((note) => (
        <p key={note} className={classes.quiet}>
          {note}
        </p>
      ))}
      <TextInput
        type="date"
        label={say.dayOfTheVersion}
        description={say.theDay}
        required
        value={version}
        onChange={(event) => setVersion(event.currentTarget.value)}
      />
      {preview.doubts.length === 0 ? null : (
        <Checkbox
          label={say.loadItAllTheSame}
          description={preview.doubts.join(' ')}
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
      )}
      <div className={classes.buttons}>
        <Button type="submit" disabled={version === '' || (preview.doubts.length > 0 && !sure)}>
          {isChange ? say.changeAreas(areas) : say.loadAreas(areas)}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {say.leaveIt}
        </Button>
      </div>
    </form>
  );
}
