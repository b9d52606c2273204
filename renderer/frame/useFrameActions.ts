/** The one handler of keys, the actions of every screen, and the actions that the desktop's menu asks for. */
import { useMantineColorScheme } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect } from 'react';
import {
  type ActionId,
  isActionId,
  type ScreenId,
  screenIds,
  toGoAction,
  toSectionAction,
} from '../../shared/actions.ts';
import { type SectionId, sectionIds } from '../../shared/settingsSections.ts';
import { findAction, isKeyOf } from '../actions.ts';
import { toSentence, useDesk } from '../desk.tsx';
import { isModalOpen, isPlainKey } from '../keys.ts';
import { closeNumber, goTo, toRoute, useRoute } from '../route.ts';
import { type Run, runAction } from '../stores/actions.ts';
import { showSection } from '../ui/showSection.ts';
import { useTell } from '../ui/useTell.ts';
import { useActions } from '../useActions.ts';
import { leavePage } from '../stores/lock.ts';
import { frameActionsWords as say } from '../../shared/words/page/frame.ts';

export function useFrameActions(): void {
  const { client, view, link, actions } = useDesk();
  const { number } = useRoute();
  const { setColorScheme } = useMantineColorScheme();
  const tell = useTell();

  async function syncAll(): Promise<void> {
    try {
      await client.sync.run({});
      tell(say.syncingAllAccounts);
    } catch (error) {
      tell(toSentence(error), true);
    }
  }

  async function lockNow(): Promise<void> {
    try {
      await client.lock.lock();
      leavePage();
    } catch (error) {
      tell(toSentence(error), true);
    }
  }

  const openByFile = (what: 'change' | 'remove'): void =>
    view.setState({ panel: { kind: 'bulk', of: { kind: 'chooseFile' }, what, count: null } });

  useActions({
    lock: () => void lockNow(),
    block: () => view.setState({ panel: { kind: 'add', text: '' } }),
    search: focusNumberBox,
    sync: () => void syncAll(),
    'sync.preview': () => view.setState({ panel: { kind: 'nextSync', account: null } }),
    'file.change': () => openByFile('change'),
    'file.remove': () => openByFile('remove'),
    light: () => setColorScheme('light'),
    dark: () => setColorScheme('dark'),
    system: () => setColorScheme('auto'),
    ...goRuns,
    ...sectionRuns,
    guide: () => view.setState({ panel: { kind: 'guide' } }),
    keys: () => view.setState({ panel: { kind: 'keys' } }),
    close: number === null ? undefined : closeNumber,
  });

  useEffect(
    () =>
      link.bridge?.onCommand((command) => {
        if (isActionId(command)) runAction(actions, command);
      }),
    [link, actions],
  );

  // In the capture phase: a panel that closes on this same key is still there, and takes the key for itself.
  const closeDrawer = (event: KeyboardEvent): void => {
    if (!isKeyOf('close', event) || isModalOpen()) return;
    if (toRoute(window.location.hash).number !== null) closeNumber();
  };
  useWindowEvent('keydown', closeDrawer, { capture: true });
  useWindowEvent('keydown', (event) => {
    const action = findAction(event, (id) => actions.getState().runs.has(id));
    if (action === undefined || (event.repeat && action.repeats !== true)) return;
    if (!event.ctrlKey && !event.metaKey && !isPlainKey(event)) return;
    if (runAction(actions, action.id, event)) event.preventDefault();
  });
}

const goRuns = Object.fromEntries(screenIds.map((id) => [toGoAction(id), () => goTo(id)])) as Record<
  `go.${ScreenId}`,
  Run
> satisfies Partial<Record<ActionId, Run>>;

const sectionRuns = Object.fromEntries(sectionIds.map((id) => [toSectionAction(id), () => goToSection(id)])) as Record<
  `settings.${SectionId}`,
  Run
> satisfies Partial<Record<ActionId, Run>>;

/** Where the address names it already, nothing but this shows it again. */
function goToSection(id: SectionId): void {
  goTo('settings', { rest: [id] });
  showSection(id);
}

function focusNumberBox(): void {
  const box = document.getElementById('number-box');
  if (!(box instanceof HTMLInputElement)) return;
  box.focus();
  box.select();
}
