// `npm run icons`: draws the installed apps' icons anew, after renderer/public/icon.svg changed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawIcons } from './packaging/drawIcons.ts';
import { root } from './tools.ts';

const icons = await drawIcons();
for (const [name, bytes] of icons) {
  const path = join(root, 'packaging', 'icons', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
console.log(`Drawn: ${icons.size} icons in packaging/icons.`);
