/**
 * Unloading a registry: the dialog says that its numbers will no longer be covered, and that the regulator's file
 * brings it back.
 */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RegistryList } from '../../../shared/domain/registries/registry.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';

export type Unloading = {
  readonly list: RegistryList;
  readonly listName: string;
  /** Null: the whole list. */
  readonly area: string | null;
  readonly areas: number;
  readonly numbers: number;
};

export function UnloadDialog({ unloading, onClose }: { readonly unloading: Unloading; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const { list, listName, area, areas, numbers } = unloading;
  const name = area === null || area === 'all' ? listName : `${listName}, area code ${area}`;
  const remove = useMutation(
    queries.registries.remove.mutationOptions({
      onSuccess: () => {
        tell(`Unloaded the ${name}: its numbers are not covered any more. Load its file again to bring it back.`);
        onClose();
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={`Unload the ${name}?`} closeButtonProps={{ 'aria-label': 'Keep it' }}>
      <Text size="sm">
        {countOf(numbers, 'number')} {numbers === 1 ? 'is' : 'are'} not asked about any more, and{' '}
        {areas === 1 ? 'the area' : countOf(areas, 'area')} will not be shown as clean. The log of loads keeps what was
        used until now; the regulator’s file brings it back.
      </Text>
      {remove.isError ? (
        <Text size="sm" c="red" role="alert" mt="sm">
          {toSentence(remove.error)}
        </Text>
      ) : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
        <Button
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate({ list, ...(area === null ? {} : { area }) })}
        >
          Unload {countOf(areas, 'area')}
        </Button>
      </Group>
    </Modal>
  );
}
