// `npm run build`: the page and the Electron bundle into out/, if their sources have changed.
import { ensureDesktopBuilt } from './buildDesktop.ts';

await ensureDesktopBuilt();
console.log('Built: out/renderer (the page), out/main and out/preload (Electron).');
