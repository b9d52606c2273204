/** Done: the counts that add up, both halves to save, and the certificate that says what was done. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ScrubCertificate, ScrubPart } from '../../../shared/contract/scrub.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { toBeside } from '../../ui/file/fileWords.ts';
import { CountsSum, Outcome } from '../../ui/file/Outcome.tsx';
import { Step } from '../../ui/file/Step.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { saveBytes } from '../../ui/saveBytes.ts';
import { useTell } from '../../ui/useTell.ts';
import { listNames } from '../../ui/words.ts';
import classes from './Scrub.module.css';

export function ScrubDone(props: { readonly scrub: string; readonly name: string; readonly onChange: () => void }) {
  const { queries } = useDesk();
  const result = useQuery(queries.scrub.result.queryOptions({ input: { scrub: props.scrub } }));
  if (result.isError) return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  return (
    <Step title="Done">
      {result.data === undefined ? <LineSkeletons lines={6} /> : <Result certificate={result.data} {...props} />}
    </Step>
  );
}

function Result(props: {
  readonly certificate: ScrubCertificate;
  readonly scrub: string;
  readonly name: string;
  readonly onChange: () => void;
}) {
  const { certificate, scrub, name, onChange } = props;
  const { rows } = certificate;
  return (
    <>
      <Outcome
        mark={{
          word: `${countOf(rows.clean, 'row')} of ${name} ${rows.clean === 1 ? 'is' : 'are'} clean.`,
          shape: 'full',
          tone: 'verified',
        }}
      />
      <CountsSum
        parts={[
          { name: 'clean', count: rows.clean },
          { name: 'blocked', count: rows.blocked },
        ]}
        sum={{ name: rows.read === 1 ? 'row' : 'rows', count: rows.read }}
      />
      <ul className={classes.details} aria-label="Details">
        {toDetails(certificate).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className={fileClasses.row}>
        <Save part="clean" scrub={scrub} name={certificate.output.clean.name} primary>
          Save {countOf(rows.clean, 'clean row')}
        </Save>
        <Save part="blocked" scrub={scrub} name={certificate.output.blocked.name}>
          Save {countOf(rows.blocked, 'blocked row')}
        </Save>
        <Save part="certificatePdf" scrub={scrub} name={toBeside(name, 'certificate.pdf')}>
          Save the certificate (PDF)
        </Save>
        <Save part="certificate" scrub={scrub} name={toBeside(name, 'certificate.json')}>
          As data (JSON)
        </Save>
        <Button variant="subtle" onClick={onChange}>
          Change the choices
        </Button>
      </div>
    </>
  );
}

/** Why rows are blocked, and what a person should know about the clean ones. */
function toDetails({ rows, registries, columns }: ScrubCertificate): string[] {
  const { blockedBy } = rows;
  const reasons: readonly (readonly [number, string])[] = [
    [blockedBy.list, 'on the do-not-call list'],
    [blockedBy.conflict, 'in an open conflict'],
    [blockedBy.registry, 'in a registry'],
    [blockedBy.flagged, 'by what the row says itself'],
    [blockedBy.notANumber, 'without a number that can be read'],
    [blockedBy.inDoubt, 'in doubt'],
    [blockedBy.notCovered, 'not covered by a current registry'],
  ];
  const told = reasons.filter(([count]) => count > 0).map(([count, why]) => `${toCount(count)} ${why}`);
  const stale = registries.filter(({ state }) => state === 'stale').length;
  const found = columns.lookedAt.filter(({ numbers }) => numbers > 0);
  return [
    ...(told.length === 0 ? [] : [`Blocked: ${told.join(', ')}.`]),
    ...(found.length === 0
      ? []
      : [`Numbers were looked up in other columns too: ${listNames(found.map(({ name }) => `“${name}”`))}.`]),
    ...(columns.leftOut.length === 0
      ? []
      : [`Left out by you, and not looked at: ${listNames(columns.leftOut.map(({ name }) => `“${name}”`))}.`]),
    ...(rows.inDoubt === 0 ? [] : [`${countOf(rows.inDoubt, 'clean row is', 'clean rows are')} in doubt.`]),
    ...(rows.blankedCells === 0
      ? []
      : [
          `${countOf(rows.blankedCells, 'blocked number')} blanked in ${countOf(rows.blankedRows, 'clean row')}; they are not in the blocked file.`,
        ]),
    ...(rows.notCovered === null
      ? ['No registry is loaded: nothing is said about national or state lists.']
      : rows.notCovered === 0
        ? []
        : [`${countOf(rows.notCovered, 'clean row')} with a number that is not covered by any registry.`]),
    ...(rows.stale === null || rows.stale === 0
      ? []
      : [`${countOf(rows.stale, 'clean row')} with a number that only an outdated registry covers.`]),
    ...(stale === 0
      ? []
      : [`${countOf(stale, 'registry version is', 'registry versions are')} too old: load newer ones.`]),
  ];
}

/** Saves one part: by the system's dialog on the desktop, as a download in a browser. */
function Save(props: {
  readonly scrub: string;
  readonly part: ScrubPart;
  readonly name: string;
  readonly primary?: boolean;
  readonly children: ReactNode;
}) {
  const { scrub, part, name, primary = false, children } = props;
  const { client, link } = useDesk();
  const tell = useTell();
  const save = useMutation({
    mutationFn: async () => {
      if (link.bridge === undefined) {
        await saveBytes(name, await client.scrub.download({ scrub, part }));
        return;
      }
      const chosen = await link.bridge.saveDialog({ defaultName: name.slice(-200) });
      if (chosen === undefined) return;
      // The system's dialog has asked before a file is replaced.
      const { path } = await client.scrub.save({ scrub, part, path: chosen, replace: true });
      tell(`Written to ${path}.`);
    },
    onError: (error) => tell(toSentence(error), true),
  });
  return (
    <Button variant={primary ? 'filled' : 'default'} loading={save.isPending} onClick={() => save.mutate()}>
      {children}
    </Button>
  );
}
