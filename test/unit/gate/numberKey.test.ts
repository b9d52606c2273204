// Numbers in the log of answers: the HMAC is that of RFC 2104, as Node has it.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { toHmac } from '../../../electron/core/gate/log/numberKey.ts';

test('it is HMAC-SHA256', () => {
  for (const length of [1, 32, 64]) {
    const key = Buffer.from(Array.from({ length }, (_, at) => (at * 37 + 5) % 256));
    for (const text of ['', '+12125550101', '+972502345678'])
      expect(toHmac(key)(text)).toBe(createHmac('sha256', key).update(text).digest('base64url'));
  }
});
