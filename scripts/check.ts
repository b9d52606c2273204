// `npm run format|lint|types|layers|deadcode`: one static check, with what it found.
import { checks, runCheck } from './checks.ts';

const [name, ...more] = process.argv.slice(2);
const check = checks.find((candidate) => candidate.name === name);
if (check === undefined) {
  console.error(`Unknown check "${name ?? ''}". Known: ${checks.map((known) => known.name).join(', ')}.`);
  process.exit(2);
}
const { code, output } = await runCheck(check, more);
if (output !== '') console.log(output);
console.log(`${check.name}: ${code === 0 ? 'nothing to say' : 'see above'}`);
process.exitCode = code;
