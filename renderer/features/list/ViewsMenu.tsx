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
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { useTell } from '../../ui/useTell.ts';
import type { FilterParams } from './listFilter.ts';
import { isSameList } from './listLayout.ts';
import { viewsMenuWords as say } from '../../../shared/words/page/list.ts';

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
        sentence: say.theViewIsRemoved(view.name),
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
            {shown === undefined ? say.views : say.view(shown.name)}
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
            <Menu.Item onClick={() => setNamed('new')}>{say.saveWhatTheListShows}</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={() => setNamed(shown)}>{say.renameThisView}</Menu.Item>
              <Menu.Item onClick={() => remove.mutate(shown)}>{say.removeThisView}</Menu.Item>
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
  useFocusBack();
  const { view, onClose } = props;
  const { queries } = useDesk();
  const tell = useTell();
  const [name, setName] = useState(view.name);
  const save = useMutation(
    queries.views.save.mutationOptions({
      onSuccess: (saved) => {
        tell(say.theViewIsSaved(saved.name));
        onClose();
      },
    }),
  );
  const isNew = view.id === undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? say.saveThisView : say.renameTheViewOf(view.name)}
      closeButtonProps={{ 'aria-label': say.closeWithoutSaving }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate({ ...view, name: name.trim() });
        }}
      >
        <TextInput
          data-autofocus
          label={say.nameOfTheView}
          description={say.filtersOrderAndColumns}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.isError ? <Problem word={say.notSaved} sentence={toSentence(save.error)} /> : null}
        <Button mt="md" type="submit" disabled={name.trim() === ''} loading={save.isPending}>
          {isNew ? say.saveTheView : say.renameTheView}
        </Button>
      </form>
    </Modal>
  );
}
