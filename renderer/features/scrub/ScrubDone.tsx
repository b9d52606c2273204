/** Done: the counts that add up, both halves to save, and the certificate that says what was done. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ScrubCertificate, ScrubPart } from '../../../shared/contract/scrub.ts';
import { toCount } from '../../../shared/words/counts.ts';
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
import { scrubDoneWords as say } from '../../../shared/words/page/scrub.ts';

export function ScrubDone(props: { readonly scrub: string; readonly name: string; readonly onChange: () => void }) {
  const { queries } = useDesk();
  const result = useQuery(queries.scrub.result.queryOptions({ input: { scrub: props.scrub } }));
  if (result.isError) return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  return (
    <Step title={say.done}>
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
          word: say.rowsOfIsClean(rows.clean, name),
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
      <ul className={classes.details} aria-label={say.details}>
        {toDetails(certificate).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className={fileClasses.row}>
        <Save part="clean" scrub={scrub} name={certificate.output.clean.name} primary>
          {say.saveCleanRows(rows.clean)}
        </Save>
        <Save part="blocked" scrub={scrub} name={certificate.output.blocked.name}>
          {say.saveBlockedRows(rows.blocked)}
        </Save>
        <Save part="certificatePdf" scrub={scrub} name={toBeside(name, 'certificate.pdf')}>
          {say.saveTheCertificatePdf}
        </Save>
        <Save part="certificate" scrub={scrub} name={toBeside(name, 'certificate.json')}>
          {say.asDataJson}
        </Save>
        <Button variant="subtle" onClick={onChange}>
          {say.changeTheChoices}
        </Button>
      </div>
    </>
  );
}

/** Why rows are blocked, and what a person should know about the clean ones. */
function toDetails({ rows, registries, columns }: ScrubCertificate): string[] {
  const { blockedBy } = rows;
  const reasons: readonly (readonly [number, string])[] = [
    [blockedBy.list, say.onTheDoNotCall],
    [blockedBy.conflict, say.inAnOpenConflict],
    [blockedBy.registry, say.inARegistry],
    [blockedBy.flagged, say.byWhatTheRowSays],
    [blockedBy.unexplained, say.byWordsThatNobody(listNames(columns.unexplained.map(({ name }) => `“${name}”`)))],
    [blockedBy.notANumber, say.withoutANumber],
    [blockedBy.inDoubt, say.inDoubt],
    [blockedBy.notCovered, say.notCoveredByACurrent],
  ];
  const told = reasons.filter(([count]) => count > 0).map(([count, why]) => `${toCount(count)} ${why}`);
  const stale = registries.filter(({ state }) => state === 'stale').length;
  const found = columns.lookedAt.filter(({ numbers }) => numbers > 0);
  return [
    ...(told.length === 0 ? [] : [say.blocked(told.join(', '))]),
    ...(found.length === 0 ? [] : [say.numbersWereLooked(listNames(found.map(({ name }) => `“${name}”`)))]),
    ...(columns.leftOut.length === 0 ? [] : [say.leftOut(listNames(columns.leftOut.map(({ name }) => `“${name}”`)))]),
    ...(rows.inDoubt === 0 ? [] : [say.cleanRowsAreInDoubt(rows.inDoubt)]),
    ...(rows.blankedCells === 0 ? [] : [say.blockedNumbersBlankedInClean(rows.blankedCells, rows.blankedRows)]),
    ...(rows.notCovered === null
      ? [say.noRegistryIsLoaded]
      : rows.notCovered === 0
        ? []
        : [say.cleanRowsWithANumber(rows.notCovered)]),
    ...(rows.stale === null || rows.stale === 0 ? [] : [say.cleanRowsWithANumberOf(rows.stale)]),
    ...(stale === 0 ? [] : [say.registryVersionsAreTooOld(stale)]),
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
      tell(say.writtenTo(path));
    },
    onError: (error) => tell(toSentence(error), true),
  });
  return (
    <Button variant={primary ? 'filled' : 'default'} loading={save.isPending} onClick={() => save.mutate()}>
      {children}
    </Button>
  );
}
