/** The beginning: drop or choose a lead file; and the lead files that were opened since the desk was started. */
import { Button, FileButton, Progress } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import type { DragEvent } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { toHash } from '../../place.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import classes from './Scrub.module.css';
import type { useOpenLeads } from './useOpenLeads.ts';

type Leads = ReturnType<typeof useOpenLeads>;

export function LeadsStart({ leads }: { readonly leads: Leads }) {
  const { opening } = leads;
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
            <Button variant="default" size="compact-sm" onClick={leads.cancel}>
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
      <DropArea leads={leads} />
      <OpenScrubs />
    </div>
  );
}

/** The window takes a file anywhere and asks what it is for; here it can only be for one thing. */
function DropArea({ leads }: { readonly leads: Leads }) {
  function take(event: DragEvent): void {
    const [file, second] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    if (second === undefined) void leads.openFile(file);
    else leads.refuse('Drop one file at a time: each gets a certificate of its own.');
  }
  return (
    <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={take}>
      <FileCheck size={26} strokeWidth={1.5} aria-hidden="true" />
      <strong>Drop a lead file here</strong>
      <FileButton
        inputProps={{ 'aria-label': 'Lead file' }}
        onChange={(file) => {
          if (file !== null) void leads.openFile(file);
        }}
      >
        {(button) => <Button {...button}>Choose a file</Button>}
      </FileButton>
      <span className={classes.quiet}>
        It comes back as two files: the rows that may be dialled, unchanged, and the blocked ones with the reason. The
        file itself stays as it is, and nothing leaves this machine.
      </span>
    </div>
  );
}

const stepWords = {
  found: { word: 'not cleaned yet', shape: 'dotted', tone: 'plain' },
  done: { word: 'cleaned', shape: 'full', tone: 'plain' },
} as const;

function OpenScrubs() {
  const { queries } = useDesk();
  const tell = useToast();
  const { data } = useQuery(queries.scrub.list.queryOptions());
  const discard = useMutation(
    queries.scrub.discard.mutationOptions({ onError: (error) => tell(toSentence(error), true) }),
  );
  if (data === undefined || data.length === 0) return null;
  return (
    <section aria-labelledby="open-scrubs">
      <h2 className={classes.heading} id="open-scrubs">
        Opened since the desk was started
      </h2>
      <ul className={classes.scrubs}>
        {data.toReversed().map(({ scrub, name, step }) => (
          <li key={scrub}>
            <a href={toHash({ screen: 'scrub', rest: [scrub], number: null, params: {} })}>{name}</a>
            <StateMark mark={stepWords[step]} />
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-label={`Close ${name}`}
              onClick={() => discard.mutate({ scrub })}
            >
              Close
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
