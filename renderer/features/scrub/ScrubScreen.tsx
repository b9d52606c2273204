/**
 * Scrub: one page that grows from the dropped lead file to what was found, how to clean it, and the two halves with the
 * certificate. The scrub lives in the core and its id is in the address, so a reload goes on where it was.
 */
import { Button } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import { useDesk } from '../../desk.tsx';
import { goTo, useRoute } from '../../route.ts';
import { takeDroppedLeads } from '../../stores/view.ts';
import { useOpening } from '../../ui/file/useOpening.ts';
import { Screen } from '../../ui/Screen.tsx';
import { LeadsStart } from './LeadsStart.tsx';
import { ScrubFlow } from './ScrubFlow.tsx';
import { scrubScreenWords as say } from '../../../shared/words/page/scrub.ts';

export function ScrubScreen() {
  const { rest } = useRoute();
  const [scrub] = rest;
  const files = useOpenLeads();
  const { view } = useDesk();
  const dropped = useStore(view, (state) => state.droppedLeads);
  const take = useEffectEvent(() => {
    const file = takeDroppedLeads(view);
    if (file !== null) void files.openFile(file);
  });
  useEffect(() => {
    if (dropped !== null) take();
  }, [dropped]);
  const isStarting = scrub === undefined || files.opening.phase !== 'idle';
  return (
    <Screen
      title={say.scrub}
      actions={
        isStarting ? null : (
          <Button variant="default" onClick={() => goTo('scrub')}>
            {say.cleanAnotherFile}
          </Button>
        )
      }
    >
      {isStarting ? <LeadsStart files={files} /> : <ScrubFlow key={scrub} scrub={scrub} />}
    </Screen>
  );
}

function useOpenLeads() {
  const { client } = useDesk();
  return useOpening(async (from) => {
    if (from.kind === 'text') throw new Error(say.thisFileHasNoPlace);
    const { scrub } = await client.scrub.open({ from });
    goTo('scrub', { rest: [scrub] });
  });
}
