/** Light, dark, or as the system says; this machine remembers it. */
import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { Moon, Sun } from 'lucide-react';
import { getAction } from '../../shared/actions.ts';
import { useDesk } from '../desk.tsx';
import { runAction } from '../stores/actions.ts';

export function ThemeToggle() {
  const { actions } = useDesk();
  const dark = useComputedColorScheme('light') === 'dark';
  const { id, words } = getAction(dark ? 'light' : 'dark');
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={words} title={words} onClick={() => runAction(actions, id)}>
      {dark ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
    </ActionIcon>
  );
}
