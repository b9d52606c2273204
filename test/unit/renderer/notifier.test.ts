/** Notifications of the system: the browser's after a person allowed them, the desktop app's own. */
import { afterEach, expect, it, vi } from 'vitest';
import { createNotifier } from '../../../renderer/notifier.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser's notifications, of which a person decides `answer` when asked. */
function stubBrowser(answer: 'granted' | 'denied') {
  const shown: { title: string; body: string; click: () => void }[] = [];
  class FakeNotification {
    static permission: 'default' | 'granted' | 'denied' = 'default';
    static readonly requestPermission = () => Promise.resolve((FakeNotification.permission = answer));
    readonly listeners: (() => void)[] = [];
    constructor(title: string, { body }: { readonly body: string }) {
      shown.push({ title, body, click: () => this.listeners.forEach((listener) => listener()) });
    }
    addEventListener(_type: 'click', listener: () => void): void {
      this.listeners.push(listener);
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
  vi.stubGlobal('window', { Notification: FakeNotification, focus: () => {} });
  return shown;
}

it('shows nothing in a browser before a person allowed it there, and a click leads to the desk', async () => {
  const shown = stubBrowser('granted');
  const clicked = vi.fn<() => void>();
  const notifier = createNotifier(undefined, clicked);
  expect(notifier.state()).toBe('ask');
  notifier.show({ title: 'DNC Desk', body: 'too early' });
  expect(shown).toEqual([]);
  expect(await notifier.ask()).toBe('on');
  notifier.show({ title: 'DNC Desk', body: '1 request is overdue.' });
  expect(shown).toMatchObject([{ title: 'DNC Desk', body: '1 request is overdue.' }]);
  shown[0]?.click();
  expect(clicked).toHaveBeenCalledTimes(1);
});

it('stays silent where a person said no, and where there are none', async () => {
  const shown = stubBrowser('denied');
  const notifier = createNotifier(undefined, () => {});
  expect(await notifier.ask()).toBe('denied');
  notifier.show({ title: 'DNC Desk', body: '1 request is overdue.' });
  expect(shown).toEqual([]);
  vi.stubGlobal('window', {});
  expect(createNotifier(undefined, () => {}).state()).toBe('none');
});

it('goes through the desktop app where there is one, with its badge', () => {
  const notices = {
    show: vi.fn<() => Promise<void>>(() => Promise.resolve()),
    setBadge: vi.fn<(count: number) => Promise<void>>(() => Promise.resolve()),
    onClick: vi.fn<() => () => void>(() => () => {}),
  };
  const notifier = createNotifier({ notices }, () => {});
  expect(notifier.state()).toBe('on');
  notifier.show({ title: 'DNC Desk', body: '1 request is overdue.' });
  notifier.setBadge(2);
  expect(notices.show).toHaveBeenCalledTimes(1);
  expect(notices.setBadge).toHaveBeenCalledWith(2);
  expect(notices.onClick).toHaveBeenCalledTimes(1);
});
