/** The beginning: drop or choose a file, or paste a column; and the imports that were opened but not finished. */
import { Button, FileButton, Progress, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { toHash } from '../../place.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import { countOf } from '../../ui/words.ts';
import classes from './Import.module.css';
import type { useOpenFile } from './useOpenFile.ts';

type Files = ReturnType<typeof useOpenFile>;

export function StartSection({ files }: { readonly files: Files }) {
  const { opening } = files;
  if (opening.phase === 'opening') {
    return (
      <div className={classes.start}>
        <div className={classes.reading} role="status">
          <p className={classes.fileName}>{opening.name}</p>
          <Progress
            value={(opening.sent ?? 1) * 100}
            animated={opening.sent === null}
            aria-label={`Opening ${opening.name}`}
          />
          <p className={classes.quiet}>
            {opening.sent === null ? 'Reading the file.' : `Handing the file over: ${Math.floor(opening.sent * 100)} %`}
          </p>
          {opening.sent === null ? null : (
            <Button variant="default" size="compact-sm" onClick={files.cancel}>
              Stop
            </Button>
          )}
        </div>
      </div>
    );
  }
  return (
    <div className={classes.start}>
      {opening.phase === 'failed' ? (
        <div className={classes.problem} role="alert">
          <StateMark mark={{ word: 'Not opened', shape: 'triangle', tone: 'lost' }} />
          <p>{opening.sentence}</p>
        </div>
      ) : null}
      <DropArea files={files} />
      <PasteForm onOpen={files.openText} />
      <OpenIntakes />
    </div>
  );
}

/** The window takes a file anywhere and asks what it is for; here it can only be for one thing. */
function DropArea({ files }: { readonly files: Files }) {
  function take(event: DragEvent): void {
    const [file, second] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    if (second === undefined) void files.openFile(file);
    else files.refuse('Drop one file at a time: each becomes an import of its own that can be undone.');
  }
  return (
    <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={take}>
      <FileText size={26} strokeWidth={1.5} aria-hidden="true" />
      <strong>Drop a file with numbers here</strong>
      <FileButton
        inputProps={{ 'aria-label': 'File with numbers' }}
        onChange={(file) => {
          if (file !== null) void files.openFile(file);
        }}
      >
        {(button) => <Button {...button}>Choose a file</Button>}
      </FileButton>
      <span className={classes.quiet}>
        CSV or any text with separated columns, XLSX, XLS, XLSB or ODS, as it is or in a ZIP. You see what it will do
        before anything is written.
      </span>
    </div>
  );
}

function PasteForm({ onOpen }: { readonly onOpen: (text: string) => Promise<void> }) {
  const [text, setText] = useState('');
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length;
  return (
    <form
      className={classes.paste}
      onSubmit={(event) => {
        event.preventDefault();
        if (lines > 0) void onOpen(text);
      }}
    >
      <Textarea
        label="Or paste a column"
        placeholder={'+1 212 555 0142\n(310) 555-0188'}
        minRows={4}
        maxRows={10}
        autosize
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <Button type="submit" variant="default" disabled={lines === 0}>
        {lines === 0 ? 'Read the pasted lines' : `Read ${countOf(lines, 'pasted line')}`}
      </Button>
    </form>
  );
}

const stepWords = {
  found: { word: 'not previewed', shape: 'dotted', tone: 'plain' },
  previewed: { word: 'previewed, not applied', shape: 'half', tone: 'person' },
  applied: { word: 'applied', shape: 'full', tone: 'plain' },
} as const;

function OpenIntakes() {
  const { queries } = useDesk();
  const tell = useToast();
  const { data } = useQuery(queries.intake.list.queryOptions());
  const discard = useMutation(
    queries.intake.discard.mutationOptions({ onError: (error) => tell(toSentence(error), true) }),
  );
  if (data === undefined || data.length === 0) return null;
  return (
    <section aria-labelledby="open-imports">
      <h2 className={classes.heading} id="open-imports">
        Opened since the desk was started
      </h2>
      <ul className={classes.intakes}>
        {data.toReversed().map(({ intake, name, step }) => (
          <li key={intake}>
            <a href={toHash({ screen: 'import', rest: [intake], number: null, params: {} })}>{name}</a>
            <StateMark mark={stepWords[step]} />
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-label={`Close ${name}`}
              onClick={() => discard.mutate({ intake })}
            >
              Close
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
