import { expect, it } from 'vitest';
import { parseInviteLine, toInviteLine } from '../../../electron/core/hub/inviteLine.ts';

const invitation = {
  place: {
    host: 'list.example.com',
    port: 5432,
    database: 'dnc',
    login: 'dnc_mia_1',
    ca: '-----BEGIN CERTIFICATE-----',
  },
  password: 'a password',
};

it('a line is read as it was written, also where a mail has broken it', () => {
  const line = toInviteLine(invitation);
  expect(parseInviteLine(line)).toEqual({ ok: true, value: invitation });
  expect(parseInviteLine(`  ${line.slice(0, 40)}\r\n${line.slice(40)}\n`)).toEqual({ ok: true, value: invitation });
});

it.each([
  '',
  'postgres://mia@list.example.com/dnc?sslmode=disable',
  'dnc-desk-hub:',
  'dnc-desk-hub:e30',
  'dnc-desk-hub:***',
])('what is no line is refused: %s', (line) => {
  expect(parseInviteLine(line)).toMatchObject({ ok: false, code: 'BAD_INPUT', field: 'line' });
});
