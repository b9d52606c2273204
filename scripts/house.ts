// `npm run house`: how the code stands, in numbers, each beside its limit; fails above a limit.
// `npm run house -- --where` lists what makes each number up; `--root DIR` measures another copy.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureHouse } from './house/measures.ts';
import { readSources } from './house/sources.ts';
import { root } from './tools.ts';

const { values } = parseArgs({ options: { where: { type: 'boolean' }, root: { type: 'string' } } });
const folders = ['shared', 'electron', 'renderer', 'scripts', 'test'];
const measures = measureHouse(readSources(resolve(values.root ?? root), folders));
let above = 0;
for (const { name, value, limit, where } of measures) {
  const isAbove = limit !== null && value > limit;
  if (isAbove) above += 1;
  console.log(
    `${String(value).padStart(5)} ${(limit === null ? '' : `<= ${limit}`).padEnd(6)} ${isAbove ? 'ABOVE' : '     '} ${name}`,
  );
  if (values.where === true) for (const line of where) console.log(`              ${line}`);
}
console.log(above === 0 ? 'The house is in order.' : `${above} measures are above their limit.`);
process.exitCode = above === 0 ? 0 : 1;
