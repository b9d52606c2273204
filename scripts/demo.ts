// `npm run demo [-- --port N]`: the desk with one simulated vendor of each kind, four accounts and a few hundred sample
// entries, in a directory of its own that is removed at the end.
import { ensurePageBuilt } from './buildPage.ts';
import { serveDesk } from './serveDesk.ts';

await ensurePageBuilt();
await serveDesk(['--demo', ...process.argv.slice(2)]);
