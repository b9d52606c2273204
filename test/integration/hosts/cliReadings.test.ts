// Texts in every plausible reading on the command line: exit codes that a script can rely on, and sentences that say how to
// write what is meant.
import { afterAll, expect, it } from 'vitest';
import { makeDataDir, runCli } from '../../support/cliProcess.ts';

const place = makeDataDir();
afterAll(() => place.remove());

type Step = { readonly args: readonly string[]; readonly code: number; readonly out?: RegExp; readonly err?: RegExp };

/** In order: each step finds the list as the former left it. */
const story: readonly Step[] = [
  // Nobody is on the list yet.
  { args: ['settings'], code: 0 },
  {
    args: ['check', '912125550101', '--region', 'US'],
    code: 4,
    out: /^\+12125550101 in doubt: Could be \+1 .* or \+91 /,
  },
  { args: ['check', '0502345678', '--region', 'US'], code: 4, out: /^\+10502345678 in doubt: / },
  { args: ['check', '972-502-3456/78', '--region', 'US'], code: 4, out: /in doubt: Holds more than one number/ },
  {
    args: ['check', '212345678', '--region', 'IT'],
    code: 4,
    out: /in doubt: Could be \+39 02 1234 5678 \(Italy\) or \+39 /,
  },
  { args: ['check', '+1 111 111 1111'], code: 4, out: /in doubt: / },
  {
    args: ['check', 'p:+12125550102', '+52 1 55 1234 5678'],
    code: 0,
    out: /^\+12125550102 callable.*\n\+525512345678 callable/,
  },
  {
    args: ['check', '2.12555E+09', 'twelve', '--region', 'US'],
    code: 2,
    out: /^$/,
    err: /"2\.12555E\+09": .*"twelve": /,
  },
  // What is sure is blocked; the rest says how to write it.
  {
    args: ['add', '912125550101', '--region', 'US'],
    code: 4,
    out: /^$/,
    err: /^912125550101: Could be .*\(\+12125550101 or \+912125550101\)\n$/,
  },
  { args: ['add', '+1 111 111 1111'], code: 4, out: /^$/, err: /no such number is in use.* \(--confirm-invalid\)\n$/ },
  {
    args: ['add', '030 12345678/79', '--region', 'DE'],
    code: 0,
    out: /^\+493012345678 blocked.*\n\+493012345679 blocked/,
  },
  {
    args: ['add', '+972502345678', '+12125550101', '+52 1 55 1234 5678'],
    code: 0,
    out: /\+525512345678 blocked.* is today /,
  },
  { args: ['add', '912125550102', 'twelve', '+12125550109', '--region', 'US'], code: 2, out: /^\+12125550109 blocked/ },
  // On the list now.
  { args: ['check', '912125550101', '--region', 'US'], code: 3, out: /blocked everywhere/ },
  { args: ['check', '0502345678', '--region', 'US'], code: 4, out: /\+972 50 234 5678 \(Israel\) is on the list\.\n$/ },
  { args: ['check', '0502345678', '+12125550101', '--region', 'US'], code: 3 },
  { args: ['check', '030 12345678/79', '--region', 'DE'], code: 3 },
  { args: ['check', '1 55 1234 5678', '--region', 'MX'], code: 3, out: /^\+525512345678 blocked/ },
  // A release takes what has one reading.
  {
    args: ['remove', '0502345678', '--region', 'US', '--why', 'x'],
    code: 4,
    out: /^$/,
    err: /^0502345678: No such number .* Nothing was done\.\n$/,
  },
  { args: ['remove', '030 12345678/79', '--region', 'DE', '--why', 'x'], code: 4, out: /^$/, err: /Nothing was done/ },
  { args: ['edit', '912125550101', '--region', 'US', '--reason', 'x'], code: 4, out: /^$/ },
  { args: ['history', '912125550101', '--region', 'US'], code: 4, out: /^$/, err: /Could be / },
  { args: ['history', '044 55 1234 5678', '--region', 'MX'], code: 0, out: /^\+525512345678 .*Blocked everywhere/ },
  {
    args: ['remove', '+5215512345678', '--why', 'x'],
    code: 2,
    out: /^$/,
    err: /^\+5215512345678 is not on the list; \+525512345678 of the same subscriber is\.\n$/,
  },
  {
    args: ['remove', '(55) 1234-5678', '--region', 'MX', '--why', 'asked back'],
    code: 0,
    out: /^\+525512345678 removed\n$/,
  },
];

it.each(story.map((step) => ({ ...step, name: step.args.join(' ') })))('$name', async ({ args, code, out, err }) => {
  const ran = await runCli(args, { data: place.data });
  expect({ code: ran.code, said: ran.code === code ? '' : ran.stdout + ran.stderr }).toEqual({ code, said: '' });
  if (out !== undefined) expect(ran.stdout).toMatch(out);
  if (err !== undefined) expect(ran.stderr).toMatch(err);
});
