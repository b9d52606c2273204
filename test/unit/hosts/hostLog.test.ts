/** Whatever is handed to the log: no number, token or reason comes out of it. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDeskLog, toLoggable } from '../../../electron/hosts/deskLog.ts';

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
