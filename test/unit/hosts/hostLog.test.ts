/** Whatever is handed to the log: no number, token or reason comes out of it. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDeskLog, toLoggable } from '../../../electron/hosts/deskLog.ts';
import { openLogFile } from '../../../electron/hosts/logFile.ts';

it('hides secrets and masks numbers, however deep', () => {
  const logged = JSON.stringify(
    toLoggable({
      account: 3,
      request: { headers: { Authorization: 'Bearer ypr_live_1', 'API-Token': 'abcd' }, body: { reason: 'he is ill' } },
      numbers: ['+12125551234'],
      phone: '2125551234',
      note: 'refused 12125551234 and +972501234567',
      error: new Error('no such number: +12125551234'),
    }),
  );
  for (const secret of ['ypr_live', 'abcd', 'ill', '5551234', '501234567']) expect(logged).not.toContain(secret);
  expect(logged).toContain('"account":3');
  expect(logged).toContain('refused …34 and …67');
});

it('never lets a phone number through in text', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 1_000_000, max: 999_999_999_999_999 }),
      fc.string(),
      (before, digits, after) => {
        expect(toLoggable(`${before} ${digits} ${after}`)).not.toContain(` ${digits} `);
      },
    ),
  );
});

it('writes one JSON line an event, into a file for its owner alone', () => {
  const place = mkdtempSync(join(tmpdir(), 'dnc-log-'));
  const log = createDeskLog(place, false);
  log.info('sync.done', { account: 1, token: 'secret' });
  log.close();
  const line: unknown = JSON.parse(readFileSync(join(place, 'desk.log'), 'utf8'));
  expect(line).toMatchObject({ msg: 'sync.done', account: 1, token: '[hidden]' });
  expect(statSync(join(place, 'desk.log')).mode & 0o777).toBe(0o600);
  rmSync(place, { recursive: true });
});

it.each([
  '(212) 555-1234',
  '+1 212 555 1234',
  '+1 (212) 555.1234',
  '212-555-1234',
  '+49 (0) 30 / 123 45 67',
  '050\u00a0234\u00a05678',
  '２１２５５５１２３４',
  '٢١٢٥٥٥١٢٣٤',
])('masks %s, as people write numbers', (number) => {
  const logged = String(toLoggable(`Bad number: ${number}, see there`));
  expect(logged).toMatch(/^Bad number: ….{2}, see there$/);
});

it('leaves times, counts and places of code readable', () => {
  for (const text of [
    'at 2026-11-29T10:33:00.000Z',
    '1,234,567 rows in 12 ms',
    'file:///desk/a.ts:123:45',
    'batch 4, 5 and 6',
  ])
    expect(toLoggable(text)).toBe(text);
});

it('never grows beyond two files, also while it is open', () => {
  const place = mkdtempSync(join(tmpdir(), 'dnc-log-'));
  const path = join(place, 'desk.log');
  const file = openLogFile(path, 1000);
  for (let line = 0; line < 200; line += 1) file.write(`${String(line).padStart(99, '.')}\n`);
  file.close();
  expect(statSync(path).size).toBeLessThanOrEqual(1000);
  expect(statSync(`${path}.1`).size).toBeLessThanOrEqual(1100);
  expect(readFileSync(path, 'utf8')).toContain('199\n');
  rmSync(place, { recursive: true });
});

it('is closed to others again, and a link that somebody left in its place is not followed', () => {
  const place = mkdtempSync(join(tmpdir(), 'dnc-log-'));
  const path = join(place, 'desk.log');
  writeFileSync(path, '');
  chmodSync(path, 0o666);
  openLogFile(path).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  rmSync(path);
  writeFileSync(join(place, 'target'), 'theirs');
  symlinkSync(join(place, 'target'), path);
  const file = openLogFile(path);
  file.write('ours\n');
  file.close();
  expect(readFileSync(join(place, 'target'), 'utf8')).toBe('theirs');
  rmSync(place, { recursive: true });
});
