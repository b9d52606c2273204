/**
 * The start of a page that grows from a file: where the file is dropped or chosen, the progress of opening it, and why
 * that failed.
 */
import { Button, FileButton, Progress } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { DragEvent, ReactNode } from 'react';
import { Problem } from '../Problem.tsx';
import { takeFocus } from '../takeFocus.ts';
import classes from './File.module.css';
import type { Files } from './useOpening.ts';
import { fileStartWords as say } from '../../../shared/words/page/files.ts';

export function FileStart(props: {
  readonly files: Files;
  readonly icon: LucideIcon;
  /** "Drop a lead file here". */
  readonly title: string;
  /** The name of the hidden file field. */
  readonly fieldName: string;
  /** Why only one file at a time, as the end of the sentence "Drop one file at a time: …". */
  readonly oneAtATime: string;
  readonly about: ReactNode;
  /** Other ways to start, and files that were opened before. */
  readonly children?: ReactNode;
}) {
  const { files } = props;
  if (files.opening.phase === 'opening') return <Reading {...files.opening} onStop={files.cancel} />;
  return (
    <div className={classes.start}>
      {files.opening.phase === 'failed' ? <Problem word={say.notOpened} sentence={files.opening.sentence} /> : null}
      <DropArea {...props} />
      {props.children}
    </div>
  );
}

function Reading(props: { readonly name: string; readonly sent: number | null; readonly onStop: () => void }) {
  const { name, sent, onStop } = props;
  return (
    <div className={classes.start}>
      <div className={classes.reading} role="status" tabIndex={-1} ref={takeFocus}>
        <p className={classes.fileName}>{name}</p>
        <Progress value={(sent ?? 1) * 100} animated={sent === null} aria-label={say.opening(name)} />
        <p className={classes.quiet}>
          {sent === null ? say.readingTheFile : say.handingTheFileOver(Math.floor(sent * 100))}
        </p>
        {sent === null ? null : (
          <Button variant="default" size="compact-sm" onClick={onStop}>
            {say.stop}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The window takes a file anywhere and asks what it is for; here there is only one use for it. */
function DropArea(props: {
  readonly files: Files;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly fieldName: string;
  readonly oneAtATime: string;
  readonly about: ReactNode;
}) {
  const { files, icon: Icon, title, fieldName, oneAtATime, about } = props;
  function take(event: DragEvent): void {
    const [file, second] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    if (second === undefined) void files.openFile(file);
    else files.refuse(say.dropOneFile(oneAtATime));
  }
  return (
    <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={take}>
      <Icon size={26} strokeWidth={1.5} aria-hidden="true" />
      <strong>{title}</strong>
      <FileButton
        inputProps={{ 'aria-label': fieldName }}
        onChange={(file) => {
          if (file !== null) void files.openFile(file);
        }}
      >
        {(button) => <Button {...button}>{say.chooseAFile}</Button>}
      </FileButton>
      <span className={classes.quiet}>{about}</span>
    </div>
  );
}
