/**
 * The keys that hold on every screen (N, ?, and Esc for the drawer; Ctrl/Cmd+K is the number box's, the rest the list's),
 * and what the desktop's menu asks for.
 */
import { assertNever } from '../../shared/assertNever.ts';
import type { DesktopCommand } from '../../shared/contract/desktopBridge.ts';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect } from 'react';
import { useDesk } from '../desk.tsx';
import { closeNumber, goTo, toPlace } from '../place.ts';
import { isModalOpen, isPlainKey } from '../keys.ts';

export function useFrameKeys(): void {
  const { view, link } = useDesk();

  useEffect(() => {
    const obey = (command: DesktopCommand): void => {
      switch (command) {
        case 'block':
          return view.setState({ panel: { kind: 'add', text: '' } });
        case 'keys':
          return view.setState({ panel: { kind: 'keys' } });
        case 'search':
          return focusNumberBox();
        case 'import':
        case 'settings':
          return goTo(command);
        default:
          return assertNever(command);
      }
    };
    return link.bridge?.onCommand(obey);
  }, [view, link]);

  // In the capture phase: a panel that closes on this very key is still there, and takes the key for itself alone.
  const closeDrawer = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isModalOpen()) return;
    if (toPlace(window.location.hash).number !== null) closeNumber();
  };
  useWindowEvent('keydown', closeDrawer, { capture: true });
  useWindowEvent('keydown', (event) => {
    if (!isPlainKey(event)) return;
    if (event.key === 'n' || event.key === 'N') view.setState({ panel: { kind: 'add', text: '' } });
    else if (event.key === '?') view.setState({ panel: { kind: 'keys' } });
    else return;
    event.preventDefault();
  });
}

/** Ctrl/Cmd+K and the menu's Search go there. */
export function focusNumberBox(): void {
  const box = document.getElementById('number-box');
  if (!(box instanceof HTMLInputElement)) return;
  box.focus();
  box.select();
}
