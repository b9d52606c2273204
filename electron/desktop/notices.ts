// Notifications of the system and the count on the dock, as the page asks for them. What is told is the page's to decide.
import { app, Notification } from 'electron';
import { z } from 'zod';

/** A notification's words: short, as systems cut off what is long. */
export const noticeWords = z.object({ title: z.string().min(1).max(100), body: z.string().max(400) });
export const badgeCount = z.number().int().min(0).max(1_000_000);

/** Shows notifications, each in the place of the one before; `onClick` brings the desk to the front. */
export function createNotices(onClick: () => void) {
  let shown: Notification | undefined;
  return {
    show(notice: z.output<typeof noticeWords>): void {
      if (!Notification.isSupported()) return;
      shown?.close();
      shown = new Notification(notice);
      shown.on('click', onClick);
      shown.show();
    },
    /** On the dock of macOS, and in launchers of Linux that know it; the title of the window says it everywhere. */
    setBadge: (count: number): void => void app.setBadgeCount(count),
  };
}

export type DesktopNotices = ReturnType<typeof createNotices>;
