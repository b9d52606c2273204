// Notifications of the system, the count on the dock and the mark on the task bar, as the page asks for them. What is told is the
// page's to decide.
import { app, BrowserWindow, nativeImage, type NativeImage, Notification } from 'electron';
import { z } from 'zod';
import { noticesWords as say } from '../../shared/words/desktop.ts';

/** A notification's words: short, as systems cut off what is long. */
export const noticeWords = z.object({ title: z.string().min(1).max(100), body: z.string().max(400) });
export const badgeCount = z.number().int().min(0).max(1_000_000);

/** Twice the 16 pixels of an overlay, for screens of double density. */
const overlaySize = 32;
/** Blue, green, red, opacity, as bitmaps have them: the red of what is late or lost. */
const lost = [0x18, 0x23, 0xb4, 0xff];

/** A red disc: the title of the window and the words for screen readers say how many. */
function drawOverlay(): NativeImage {
  const middle = (overlaySize - 1) / 2;
  const pixels = Array.from({ length: overlaySize ** 2 }, (_, at) => {
    const far = Math.hypot((at % overlaySize) - middle, Math.floor(at / overlaySize) - middle);
    return far < middle ? lost : [0, 0, 0, 0];
  });
  const size = { width: overlaySize, height: overlaySize, scaleFactor: 2 };
  return nativeImage.createFromBitmap(Buffer.from(pixels.flat()), size);
}

/**
 * Shows notifications, each in the place of the one before; `onClick` brings the desk to the front.
 * @param platform as `process.platform`: Windows alone has marks on the task bar
 */
export function createNotices(onClick: () => void, platform: string) {
  let shown: Notification | undefined;
  return {
    show(notice: z.output<typeof noticeWords>): void {
      if (!Notification.isSupported()) return;
      shown?.close();
      shown = new Notification(notice);
      shown.on('click', onClick);
      shown.show();
    },
    /**
     * On the dock of macOS, in launchers of Linux that know it, and as a mark over the icon on the task bar of Windows; the title
     * of the window says it everywhere.
     */
    setBadge(count: number): void {
      app.setBadgeCount(count);
      if (platform !== 'win32') return;
      for (const window of BrowserWindow.getAllWindows()) {
        if (count === 0) window.setOverlayIcon(null, '');
        else window.setOverlayIcon(drawOverlay(), say.needYou(count));
      }
    },
  };
}

export type DesktopNotices = ReturnType<typeof createNotices>;
