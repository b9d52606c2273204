// `npm run package [-- --installers] [--output DIR] [--electron-dist DIR]`: the app as a folder that runs (release/),
// or, with --installers, the installers of this system. The fuses that electron-builder.yml asks for are read back from
// the binary: a package with other fuses is refused. What is in it is printed.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ensureDesktopBuilt } from './buildDesktop.ts';
import { describePackage } from './packaging/describePackage.ts';
import { writeNotices } from './packaging/writeNotices.ts';
import { root, runNode, toolPath } from './tools.ts';

/** How a fuse is written in the binary: the digits 0 and 1 (https://github.com/electron/fuses). */
const [off, on] = ['0', '1'].map((digit) => digit.charCodeAt(0));

/** The wire as electron-builder.yml asks for it. */
const asked = [
  [FuseV1Options.RunAsNode, off],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, off],
  [FuseV1Options.EnableNodeCliInspectArguments, off],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, on],
  [FuseV1Options.OnlyLoadAppFromAsar, on],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, off],
] as const;

/** What @electron/fuses opens: the binary, or on a Mac the bundle. */
function findBinary(output: string): string {
  const folder = readdirSync(output).find((name) => /unpacked$|^mac(-|$)/.test(name));
  if (folder === undefined) throw new Error(`electron-builder left no unpacked app in ${output}`);
  const candidates = ['DNC Desk.app', 'DNC Desk.exe', 'dnc-desk-app'].map((name) => join(output, folder, name));
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no binary in ${join(output, folder)}`);
  return found;
}

const { values } = parseArgs({
  options: {
    installers: { type: 'boolean', default: false },
    output: { type: 'string', default: 'release' },
    'electron-dist': { type: 'string' },
  },
});
const output = resolve(root, values.output);
const dist = values['electron-dist'];
await ensureDesktopBuilt();
writeNotices();
const { code } = await runNode([
  toolPath('electron-builder', 'electron-builder'),
  ...(values.installers ? [] : ['--dir']),
  '--publish=never',
  `--config.directories.output=${output}`,
  ...(dist === undefined ? [] : [`--config.electronDist=${resolve(dist)}`]),
]);
if (code !== 0) process.exit(code);

const binary = findBinary(output);
const wire = await getCurrentFuseWire(binary);
const wrong = asked.filter(([fuse, state]) => Number(wire[fuse]) !== state);
if (wrong.length > 0) {
  console.error(`Fuses not as asked in ${binary}: ${wrong.map(([fuse]) => FuseV1Options[fuse]).join(', ')}.`);
  process.exit(1);
}
const isBundle = binary.endsWith('.app');
const folder = isBundle ? binary : dirname(binary);
for (const line of describePackage(
  folder,
  isBundle ? join(binary, 'Contents', 'Resources') : join(folder, 'resources'),
))
  console.log(line);
console.log(`Packaged ${binary}; ${asked.length} fuses are as asked.`);
