/** The company's written do-not-call policy, under Settings: edited, confirmed, and saved as a paper. */
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyPart, PolicyState } from '../../../shared/contract/policy.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { saveBytes } from '../../ui/saveBytes.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Proof.module.css';
import { policySettingsWords as say } from '../../../shared/words/page/proof.ts';

const marks = {
  unsaved: { word: say.notWritten, shape: 'ring', tone: 'plain' },
  unconfirmed: { word: say.notConfirmed, shape: 'triangle', tone: 'person' },
  old: { word: say.notConfirmedForAYear, shape: 'triangle', tone: 'person' },
  confirmed: { word: say.confirmed, shape: 'full', tone: 'verified' },
} as const;

export function PolicySettings() {
  const { queries } = useDesk();
  const state = useQuery(queries.policy.state.queryOptions());
  if (state.isError) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (state.data === undefined) return <LineSkeletons lines={6} />;
  return <PolicyForm key={state.data.version} state={state.data} onChange={() => void state.refetch()} />;
}

function PolicyForm({ state, onChange }: { readonly state: PolicyState; readonly onChange: () => void }) {
  const { version, standing, sentence, usual, versions } = state;
  const { queries } = useDesk();
  const tell = useTell();
  const saved = state.text ?? '';
  const [text, setText] = useState(saved);
  const onError = (error: unknown): void => tell(toSentence(error), true);
  const save = useMutation(
    queries.policy.save.mutationOptions({
      onError,
      onSuccess: () => {
        tell(say.thePolicyIsSaved);
        onChange();
      },
    }),
  );
  const confirm = useMutation(
    queries.policy.confirm.mutationOptions({
      onError,
      onSuccess: (now) => {
        tell(now.sentence);
        onChange();
      },
    }),
  );
  const isChanged = text.trim() !== saved;
  return (
    <div className={classes.fields}>
      <p className={classes.quiet}>
        <StateMark mark={marks[standing]} /> {sentence}
      </p>
      <Textarea
        label={say.policyAndProcedures}
        description={say.inPlainWords}
        autosize
        minRows={6}
        maxRows={22}
        maxLength={50_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <Button
          variant="default"
          disabled={!isChanged || text.trim() === ''}
          loading={save.isPending}
          onClick={() => save.mutate({ text, basedOn: version })}
        >
          {say.saveThePolicy}
        </Button>
        {version === null ? null : (
          <Button
            variant={standing === 'confirmed' ? 'default' : 'filled'}
            disabled={isChanged}
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ version })}
          >
            {say.confirmIt}
          </Button>
        )}
        {text === usual ? null : (
          <Button variant="subtle" onClick={() => setText(usual)}>
            {say.beginWithTheUsualText}
          </Button>
        )}
        {version === null ? null : <SavePolicy part="pdf" version={version} />}
        {version === null ? null : <SavePolicy part="text" version={version} />}
      </div>
      {versions.length === 0 ? null : (
        <ul className={classes.versions} aria-label={say.versionsOfThePolicy}>
          {versions.slice(0, 10).map((each) => (
            <li key={each.version}>
              {say.versionWritten(each.version)}
              <TimeText at={each.saved.at} />
              {say.byNeverConfirmed(each.saved.by, each.confirmed.length)}
              {each.confirmed.map(({ at, by }) => (
                <span key={at}>
                  {say.confirmedOn}
                  <TimeText at={at} />
                  {say.by(by)}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function SavePolicy({ part, version }: { readonly part: PolicyPart; readonly version: number }) {
  const { client, link } = useDesk();
  const tell = useTell();
  const save = useMutation({
    mutationFn: async () => {
      const name = say.doNotCallPolicyPdf(version, part === 'pdf');
      if (link.bridge === undefined) return saveBytes(name, await client.policy.download({ part, version }));
      const path = await link.bridge.saveDialog({ defaultName: name });
      if (path === undefined) return;
      // The system's dialog has asked before a file is replaced.
      tell(say.writtenTo((await client.policy.export({ part, version, path, replace: true })).path));
    },
    onError: (error) => tell(toSentence(error), true),
  });
  return (
    <Button variant="subtle" loading={save.isPending} onClick={() => save.mutate()}>
      {part === 'pdf' ? say.saveAsPdf : say.saveAsText}
    </Button>
  );
}
