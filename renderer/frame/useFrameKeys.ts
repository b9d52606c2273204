/** The keys that hold on every screen: N, ?, and Esc for the drawer. Ctrl/Cmd+K is the number box's, the rest the list's. */
import { useWindowEvent } from '@mantine/hooks';
import { useOpenPanel } from '../desk.tsx';
import { closeNumber, toPlace } from '../place.ts';
import { isModalOpen, isPlainKey } from './keys.ts';

export function useFrameKeys(): void {
  const openPanel = useOpenPanel();
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isModalOpen()) {
      if (toPlace(window.location.hash).number !== null) closeNumber();
      return;
    }
    if (!isPlainKey(event)) return;
    if (event.key === 'n' || event.key === 'N') openPanel({ kind: 'add', text: '' });
    else if (event.key === '?') openPanel({ kind: 'keys' });
    else return;
    event.preventDefault();
  });
}
