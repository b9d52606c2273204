// `npm run build`: the page, the Electron bundle and the command line's into out/, if their sources have changed.
import { ensureDesktopBuilt } from './buildDesktop.ts';

await ensureDesktopBuilt();
console.log('Built: out/renderer (the page), out/main and out/preload (Electron), out/command (the command line).');
