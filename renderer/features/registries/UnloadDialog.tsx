/**
 * Unloading a registry: the dialog says that its numbers will no longer be covered, and that the regulator's file
 * brings it back.
 */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RegistryList } from '../../../shared/domain/registries/registry.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { useTell } from '../../ui/useTell.ts';
import { unloadDialogWords as say } from '../../../shared/words/page/registries.ts';

export type Unloading = {
  readonly list: RegistryList;
  readonly listName: string;
  /** Null: the whole list. */
  readonly area: string | null;
  readonly areas: number;
  readonly numbers: number;
};

export function UnloadDialog({ unloading, onClose }: { readonly unloading: Unloading; readonly onClose: () => void }) {
  useFocusBack();
  const { queries } = useDesk();
  const tell = useTell();
  const { list, listName, area, areas, numbers } = unloading;
  const name = area === null || area === 'all' ? listName : say.areaCode(listName, area);
  const remove = useMutation(
    queries.registries.remove.mutationOptions({
      onSuccess: () => {
        tell(say.unloadedThe(name));
        onClose();
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={say.unloadThe(name)} closeButtonProps={{ 'aria-label': say.keepIt }}>
      <Text size="sm">{say.numbersIsNotAskedAbout(numbers, areas)}</Text>
      {remove.isError ? (
        <Text size="sm" c="red" role="alert" mt="sm">
          {toSentence(remove.error)}
        </Text>
      ) : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say.keepIt}
        </Button>
        <Button
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate({ list, ...(area === null ? {} : { area }) })}
        >
          {say.unloadAreas(areas)}
        </Button>
      </Group>
    </Modal>
  );
}
