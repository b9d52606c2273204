/**
 * Import: one page that grows from the dropped file to what was found, what will happen, the progress, and what was
 * done. The intake lives in the core and its id is in the address, so a reload goes on where it was.
 */
import { Button } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import { useDesk } from '../../desk.tsx';
import { goTo, useRoute } from '../../route.ts';
import { takeDropped } from '../../stores/view.ts';
import { useOpening } from '../../ui/file/useOpening.ts';
import { Screen } from '../../ui/Screen.tsx';
import { IntakeFlow } from './IntakeFlow.tsx';
import { StartSection } from './StartSection.tsx';
import { importScreenWords as say } from '../../../shared/words/page/import.ts';

export function ImportScreen() {
  const { rest } = useRoute();
  const [intake] = rest;
  const { client } = useDesk();
  const files = useOpening(async (from) => {
    const opened = await client.intake.open({ from, letChoose: true });
    goTo('import', { rest: [opened.intake] });
  });
  useDroppedFile(files.openFile);
  const isStarting = intake === undefined || files.opening.phase !== 'idle';
  return (
    <Screen
      title={say.import}
      actions={
        isStarting ? null : (
          <Button variant="default" onClick={() => goTo('import')}>
            {say.importAnotherFile}
          </Button>
        )
      }
    >
      {isStarting ? <StartSection files={files} /> : <IntakeFlow key={intake} intake={intake} />}
    </Screen>
  );
}

/** Takes the file that was dropped on the window, even while this screen is already open. */
function useDroppedFile(open: (file: File) => Promise<void>): void {
  const { view } = useDesk();
  const dropped = useStore(view, (state) => state.droppedFile);
  const take = useEffectEvent(() => {
    const file = takeDropped(view);
    if (file !== null) void open(file);
  });
  useEffect(() => {
    if (dropped !== null) take();
  }, [dropped]);
}
