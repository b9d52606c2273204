// What holds for every adapter, whatever its vendor.
import { describe, expect, test } from 'vitest';
import { useAnsweredVendor } from '../support/answeredVendor.ts';
import { never } from '../support/connectVendor.ts';

const { answers, asked, connect } = useAnsweredVendor();

describe('every vendor', () => {
  test.each(['osvi', 'fluents', 'weya', 'yappr'])(
    '%s: a token that HTTP cannot carry is refused before anything is sent',
    async (vendor) => {
      answers({ status: 200, json: {} });
      for (const token of ['', 'two words', 'line\r\nX-Evil: 1', 'טוקן']) {
        expect(await connect(vendor, {}, token).test(never)).toMatchObject({
          ok: false,
          class: 'auth',
          effect: 'notDone',
        });
      }
      expect(asked()).toEqual([]);
    },
  );

  test.each(['osvi', 'fluents', 'weya', 'yappr'])('%s: a base URL that answers pages says so', async (vendor) => {
    answers((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    expect(await connect(vendor).test(never)).toMatchObject({
      ok: false,
      message: expect.stringContaining('a web page, not JSON: check the base URL') as unknown,
    });
  });
});
