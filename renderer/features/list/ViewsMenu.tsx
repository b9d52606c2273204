/**
 * Saved views in the head of the list: to go to one, to save what the list shows now, to rename and to remove. They are kept
 * by the desk, so that every page of it has them.
 */
import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Bookmark, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { ViewRow } from '../../../shared/contract/views.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { addResult } from '../../stores/results.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/useTell.ts';
import type { FilterParams } from './listFilter.ts';
import { isSameList } from './listLayout.ts';

export function ViewsMenu({ params }: { readonly params: FilterParams }) {
  const { queries, client, results } = useDesk();
  const { data: views = [] } = useQuery(queries.views.list.queryOptions());
  const [named, setNamed] = useState<ViewRow | 'new' | null>(null);
  const tell = useTell();
  const shown = views.find((view) => isSameList(view.params, params));
  const put = async (view: ViewRow): Promise<void> => {
    try {
      await client.views.save(view);
    } catch (error) {
      tell(toSentence(error), true);
    }
  };
  const remove = useMutation({
    mutationFn: (view: ViewRow) => client.views.remove({ id: view.id }),
    onSuccess: (_, view) =>
      addResult(results, {
        sentence: `The view "${view.name}" is removed. The numbers that it showed are as they were.`,
        isFailure: false,
        undo: () => void put(view),
      }),
    onError: (error) => tell(toSentence(error), true),
  });
  return (
    <>
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant={shown === undefined ? 'default' : 'light'}
            leftSection={<Bookmark size={14} aria-hidden="true" />}
            rightSection={<ChevronDown size={13} aria-hidden="true" />}
          >
            {shown === undefined ? 'Views' : `View: ${shown.name}`}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item key={view.id} onClick={() => goTo('list', { params: view.params })}>
              {view.name}
            </Menu.Item>
          ))}
          {views.length === 0 ? null : <Menu.Divider />}
          {shown === undefined ? (
            <Menu.Item onClick={() => setNamed('new')}>Save what the list shows now…</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={() => setNamed(shown)}>Rename this view…</Menu.Item>
              <Menu.Item onClick={() => remove.mutate(shown)}>Remove this view</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {named === null ? null : (
        <NameView view={named === 'new' ? { name: '', params: { ...params } } : named} onClose={() => setNamed(null)} />
      )}
    </>
  );
}

function NameView(props: {
  readonly view: Omit<ViewRow, 'id'> & { readonly id?: string };
  readonly onClose: () => void;
}) {
  const { view, onClose } = props;
  const { queries } = useDesk();
  const tell = useTell();
  const [name, setName] = useState(view.name);
  const save = useMutation(
    queries.views.save.mutationOptions({
      onSuccess: (saved) => {
        tell(`The view "${saved.name}" is saved: filters, order and columns.`);
        onClose();
      },
    }),
  );
  const isNew = view.id === undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? 'Save this view of the list' : `Rename the view "${view.name}"`}
      closeButtonProps={{ 'aria-label': 'Close without saving' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate({ ...view, name: name.trim() });
        }}
      >
        <TextInput
          data-autofocus
          label="Name of the view"
          description="Filters, order and columns are saved; the numbers are looked up anew each time."
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.isError ? <Problem word="Not saved" sentence={toSentence(save.error)} /> : null}
        <Button mt="md" type="submit" disabled={name.trim() === ''} loading={save.isPending}>
          {isNew ? 'Save the view' : 'Rename the view'}
        </Button>
      </form>
    </Modal>
  );
}
