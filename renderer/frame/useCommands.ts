/** The commands of the number box: what can be done from anywhere, filtered by what is typed. */
import { useMantineColorScheme } from '@mantine/core';
import { toSentence, useDesk, useOpenPanel } from '../desk.tsx';
import { goTo } from '../place.ts';
import { screens } from '../screens.tsx';
import { useToast } from '../ui/useUndoToast.tsx';

export type Command = { readonly id: string; readonly name: string; readonly key?: string; readonly run: () => void };

/**
 * The commands whose name has every word of `text`; for a number, only the one that blocks it, and, where it needs a country
 * that nobody has chosen, the way to choose it.
 */
export function useCommands(text: string, needsCountry: boolean): readonly Command[] {
  const { client } = useDesk();
  const openPanel = useOpenPanel();
  const tell = useToast();
  const { setColorScheme } = useMantineColorScheme();
  const typed = text.trim();

  async function syncAll(): Promise<void> {
    try {
      await client.sync.run({});
      tell('Syncing all accounts. The line at the bottom shows how it goes.');
    } catch (error) {
      tell(toSentence(error), true);
    }
  }

  if (/\d{3}/.test(typed)) {
    return [
      { id: 'block', name: `Block ${typed}…`, run: () => openPanel({ kind: 'add', text: typed }) },
      ...(needsCountry
        ? [{ id: 'country', name: 'Choose your country in Settings', run: () => goTo('settings') }]
        : []),
    ];
  }
  const commands: readonly Command[] = [
    { id: 'add', name: 'Block numbers…', key: 'N', run: () => openPanel({ kind: 'add', text: '' }) },
    ...screens.map(({ id, name }) => ({ id: `go-${id}`, name: `Go to ${name}`, run: () => goTo(id) })),
    { id: 'sync', name: 'Sync all accounts now', run: () => void syncAll() },
    { id: 'light', name: 'Use light colours', run: () => setColorScheme('light') },
    { id: 'dark', name: 'Use dark colours', run: () => setColorScheme('dark') },
    { id: 'auto', name: 'Use the colours of the system', run: () => setColorScheme('auto') },
    { id: 'keys', name: 'Show all keys', key: '?', run: () => openPanel({ kind: 'keys' }) },
  ];
  const words = typed.toLowerCase().split(/\s+/);
  return commands.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
