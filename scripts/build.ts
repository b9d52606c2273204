// `npm run build`: the page and the Electron bundle into out/, if their sources have changed.
import { ensureDesktopBuilt } from './buildDesktop.ts';

await ensureDesktopBuilt({ quiet: false });
