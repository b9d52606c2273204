// `npm test`: every check that CI runs. The static checks come first, one line each with its time; then all the tests.
// All run even when one fails. The last line is "N passed, N failed", where each static check counts as one.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks, runCheck } from './checks.ts';
import { root, runNode, toolPath } from './tools.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that passed at their second try only, with why the first failed: one line each. */
  readonly late: readonly string[];
}

type Tried = { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] };

/** Reads what vitest's JSON reporter wrote; a run without a report counts as one failure. */
function loadCounts(path: string, code: number): Counts {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
      testResults: readonly { readonly assertionResults: readonly Tried[] }[];
    };
    const late = report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split('\n')[0] ?? ''}`);
    // A file that could not be loaded, or an unhandled error, fails the run without a failed test.
    const failed = report.numFailedTests === 0 && code !== 0 ? 1 : report.numFailedTests;
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests, late };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, late: [] };
  }
}

const toSeconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** All at once: the longest uses one core, and the others fit beside it. */
const begun = checks.map((check) => {
  const started = performance.now();
  return { name: check.name, ended: runCheck(check).then((done) => ({ ...done, took: toSeconds(started) })) };
});
const failedChecks: string[] = [];
for (const { name, ended } of begun) {
  const { code, output, took } = await ended;
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(9)} ${took}`);
  if (code === 0) continue;
  failedChecks.push(name);
  console.log(output.replaceAll(/^/gm, '    '));
}

const report = join(root, 'out', 'test-report.json');
mkdirSync(join(root, 'out'), { recursive: true });
rmSync(report, { force: true });
const started = performance.now();
const tests = await runNode([
  toolPath('vitest', 'vitest'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
const counts = loadCounts(report, tests.code);
console.log(`${tests.code === 0 ? '✓' : '✗'} tests     ${toSeconds(started)}`);
// A second try may hide a fault that comes every time: whoever reads this looks at the first.
for (const line of counts.late) console.log(`! passed at the second try only: ${line}`);
if (failedChecks.length > 0) console.log(`✗ failed before the tests, see above: ${failedChecks.join(', ')}`);

const passed = counts.passed + checks.length - failedChecks.length;
const failed = counts.failed + failedChecks.length;
console.log(`${passed} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
