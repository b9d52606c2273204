/**
 * A file can be dropped anywhere on the window. While it hovers, the window says so; once dropped, the window asks what
 * to do with it. "Block these numbers" hands the file to the import screen through the view store (`takeDropped`),
 * "Clean this lead file" to the scrub screen (`takeDroppedLeads`).
 */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useDesk } from '../desk.tsx';
import { goTo } from '../route.ts';
import { useTell } from '../ui/useTell.ts';
import classes from './DropAnywhere.module.css';
import { dropAnywhereWords as say } from '../../shared/words/page/frame.ts';
import { withoutTurns } from '../../shared/words/withoutTurns.ts';

export function DropAnywhere() {
  const { view } = useDesk();
  const tell = useTell();
  const [hovering, setHovering] = useState(false);
  const [asked, setAsked] = useState<File | null>(null);
  const depth = useRef(0);

  function leave(): void {
    depth.current = 0;
    setHovering(false);
  }

  useWindowEvent('dragenter', (event) => {
    if (!hasFiles(event)) return;
    depth.current += 1;
    setHovering(true);
  });
  useWindowEvent('dragleave', (event) => {
    if (!hasFiles(event)) return;
    depth.current -= 1;
    if (depth.current <= 0) leave();
  });
  useWindowEvent('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  useWindowEvent('drop', (event) => {
    if (!hasFiles(event) || event.defaultPrevented) return leave();
    event.preventDefault();
    leave();
    const [file, second] = event.dataTransfer?.files ?? [];
    if (file === undefined) return;
    // One of them would be read, and the others would seem to be.
    if (second !== undefined) return tell(say.severalFilesWereDropped(event.dataTransfer?.files.length ?? 0), true);
    view.setState({ panel: null });
    setAsked(file);
  });

  return (
    <>
      {hovering ? (
        <div className={classes.over} aria-hidden="true">
          {say.dropTheFileToBlock}
        </div>
      ) : null}
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={say.whatIsThisFileFor}
        closeButtonProps={{ 'aria-label': say.leaveThisFile }}
      >
        <Text size="sm">
          <bdi>{withoutTurns(asked?.name ?? '')}</bdi>
        </Text>
        <Text size="sm" c="dimmed" mt="xs">
          {say.youSee}
        </Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={() => setAsked(null)}>
            {say.leaveIt}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              view.setState({ droppedLeads: asked });
              setAsked(null);
              goTo('scrub');
            }}
          >
            {say.cleanThisLeadFile}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              view.setState({ droppedFile: asked });
              setAsked(null);
              goTo('import');
            }}
          >
            {say.blockTheseNumbers}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
