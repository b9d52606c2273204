// The icons of installed apps, drawn from the page's own icon (renderer/public/icon.svg): PNGs for Linux, one ICO for
// Windows, one ICNS for macOS. They are committed in packaging/icons, so that a build needs no drawing tool, and a test
// draws them again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';
import { root } from '../tools.ts';

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const windowsSizes = [16, 24, 32, 48, 64, 256] as const;
/** Apple's types of an ICNS and the pixels of each; a `@2x` image has a type of its own. */
const macTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 } as const;

function draw(svg: string, pixels: number): Buffer {
  return new Resvg(svg, { fitTo: { mode: 'width', value: pixels } }).render().asPng();
}

/** macOS draws no margin around an icon: its grid leaves 100 of 1024 pixels free on each side (Apple's icon template). */
function toMacDrawing(svg: string): string {
  const margin = (32 * 100) / 824;
  const side = 32 + 2 * margin;
  return svg.replace('viewBox="0 0 32 32"', `viewBox="${-margin} ${-margin} ${side} ${side}"`);
}

/** Every icon file by its path under packaging/icons, as bytes. */
export async function drawIcons(): Promise<ReadonlyMap<string, Uint8Array>> {
  const svg = readFileSync(join(root, 'renderer', 'public', 'icon.svg'), 'utf8');
  const files = new Map<string, Uint8Array>();
  for (const size of linuxSizes) files.set(`linux/${size}x${size}.png`, draw(svg, size));
  const ico = new IconIco();
  for (const size of windowsSizes) await ico.addFromPng(draw(svg, size), null, true);
  files.set('icon.ico', ico.encode());
  const icns = new IconIcns();
  const mac = toMacDrawing(svg);
  for (const [type, size] of Object.entries(macTypes)) await icns.addFromPng(draw(mac, size), [type], true);
  files.set('icon.icns', icns.encode());
  return files;
}
