/**
 * Notifications of the system: by the desktop app, or by the browser after a person allowed them there. Which lines are told is
 * decided in shared/domain/home/needKinds.ts.
 */
import type { DesktopBridge, Notice } from '../shared/contract/desktopBridge.ts';

/** `ask`: the browser asks the person first, after a click. `denied`: only the browser's own settings change that. */
export type NotifierState = 'on' | 'ask' | 'denied' | 'none';

export type Notifier = {
  readonly state: () => NotifierState;
  /** Has to come from a click. */
  readonly ask: () => Promise<NotifierState>;
  /** Does nothing where it is not allowed. */
  readonly show: (notice: Notice) => void;
  readonly setBadge: (count: number) => void;
};

/** @param onClick the person clicked a notification */
export function createNotifier(
  bridge: Pick<DesktopBridge<File>, 'notices'> | undefined,
  onClick: () => void,
): Notifier {
  if (bridge !== undefined) {
    bridge.notices.onClick(onClick);
    return {
      state: () => 'on',
      ask: () => Promise.resolve('on'),
      show: (notice) => void bridge.notices.show(notice).catch(() => undefined),
      setBadge: (count) => void bridge.notices.setBadge(count).catch(() => undefined),
    };
  }
  const state = (): NotifierState => {
    if (!('Notification' in window)) return 'none';
    if (Notification.permission === 'granted') return 'on';
    return Notification.permission === 'denied' ? 'denied' : 'ask';
  };
  return {
    state,
    async ask() {
      if (state() === 'ask') await Notification.requestPermission();
      return state();
    },
    show({ title, body }) {
      if (state() !== 'on') return;
      // The tag puts it in the place of the one before.
      const shown = new Notification(title, { body, tag: 'dnc-desk' });
      shown.addEventListener('click', () => {
        window.focus();
        onClick();
      });
    },
    // An installed page has a badge of its own; a tab has its title.
    setBadge: (count) => {
      if ('setAppBadge' in navigator) void navigator.setAppBadge(count).catch(() => undefined);
    },
  };
}
