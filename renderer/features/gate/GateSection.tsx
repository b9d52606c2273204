/** For dialers, under Settings: whether programs can ask, their tokens, what was answered to them, and how to ask. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { toSectionId } from '../../ui/showSection.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { AnswerLog } from './AnswerLog.tsx';
import classes from './Gate.module.css';
import { CallFormList } from './CallFormList.tsx';
import { GateForm } from './GateForm.tsx';
import { HowToAsk } from './HowToAsk.tsx';
import { NewToken } from './NewToken.tsx';
import { TokenList } from './TokenList.tsx';
import { gateSectionWords as say } from '../../../shared/words/page/gate.ts';

const marks = {
  on: { word: say.listens, shape: 'full', tone: 'plain' },
  off: { word: say.doesNotListen, shape: 'ring', tone: 'plain' },
  failed: { word: say.cannotListen, shape: 'triangle', tone: 'lost' },
} as const;

export function GateSection() {
  const { queries, link } = useDesk();
  const state = useQuery(queries.gate.state.queryOptions());
  const tokens = useQuery(queries.gate.tokens.queryOptions());
  const [made, setMade] = useState<string | null>(null);
  if (state.isError) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (tokens.isError) return <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />;
  const { settings, listening } = state.data ?? {};
  // The web host answers programs at the address of its page.
  const origin = listening?.origin ?? (link.sessions === undefined ? null : window.location.origin);
  return (
    <section className={classes.section} aria-label={say.forDialers} id={toSectionId('dialers')}>
      <h2 className={classes.heading} tabIndex={-1}>
        {say.forDialers}
      </h2>
      <p className={classes.quiet}>{say.dialersAndVoiceAgentsAsk}</p>
      {settings === undefined || listening === undefined ? (
        <LineSkeletons lines={4} height={31} />
      ) : (
        <>
          <p role="status">
            <StateMark mark={marks[listening.state]} /> {listening.sentence}
          </p>
          <GateForm key={JSON.stringify(settings)} saved={settings} />
        </>
      )}
      <h3 className={classes.heading}>{say.tokens}</h3>
      {tokens.data === undefined ? <LineSkeletons lines={2} height={36} /> : <TokenList tokens={tokens.data} />}
      <NewToken made={made} onMade={setMade} />
      <HowToAsk origin={origin} port={settings?.port ?? 4760} token={made} />
      <CallFormList address={`${origin ?? `http://127.0.0.1:${settings?.port ?? 4760}`}/api/v1`} />
      <AnswerLog tokens={tokens.data ?? []} isPlain={settings?.plainNumbers ?? false} />
    </section>
  );
}
