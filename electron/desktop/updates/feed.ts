// The feed of newer versions, by electron-updater. It is set where the package is built: electron-builder puts app-update.yml
// into the resources of a package that has `publish` (docs/release.md). A package without that file has no feed, and then
// electron-updater is not even loaded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feed } from './updates.ts';

/** Where the packaged app's resources lie, and on which system; undefined outside a package. */
export interface FeedPlace {
  readonly resources: string | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * Whether updates of this package are signed: macOS takes none that another hand signed, electron-updater on Windows asks for
 * the publisher that app-update.yml names, and on Linux nobody asks.
 */
const isSigned = (text: string, platform: NodeJS.Platform): boolean =>
  platform === 'darwin' || (platform === 'win32' && /^publisherName:(?:[ \t]+[^\s[]|[ \t]*\n\s*- \S)/m.test(text));

/** How to open the feed of this package; undefined where none is set, or one that is not asked over https. */
export function findFeed({ resources, platform }: FeedPlace): (() => Promise<Feed>) | undefined {
  if (resources === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(join(resources, 'app-update.yml'), 'utf8');
  } catch {
    return undefined;
  }
  const addresses = [...text.matchAll(/^url:[ \t]*['"]?([^\s'"]+)/gm)].map(([, address = '']) => address);
  if (!addresses.every((address) => address.startsWith('https://'))) return undefined;
  return () => openFeed(isSigned(text, platform));
}

async function openFeed(signed: boolean): Promise<Feed> {
  const { default: library } = await import('electron-updater');
  const { autoUpdater } = library;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  autoUpdater.allowPrerelease = false;
  autoUpdater.logger = null;
  // Every call rejects as well; without a listener the event would end the process.
  if (autoUpdater.listenerCount('error') === 0) autoUpdater.on('error', () => {});
  return {
    isSigned: signed,
    async check() {
      const found = await autoUpdater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : undefined;
    },
    async load() {
      await autoUpdater.downloadUpdate();
    },
    install: () => autoUpdater.quitAndInstall(true, true),
  };
}
