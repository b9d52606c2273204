// How a number in a vendor's record is read: in E.164 as it stands, without a plus in the desk's country or not at all.
import { describe, expect, test } from 'vitest';
import { answerFor } from '../../../electron/core/vendors/remoteItems.ts';
import { createRemoteNumberReader } from '../../../electron/core/vendors/remoteNumbers.ts';
import { type Region, toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { num, remote } from '../../support/connectVendor.ts';

const read = (text: string, region?: Region): string => {
  const answer = createRemoteNumberReader({ region })(text);
  return answer.ok ? toE164(answer.number) : answer.why;
};

describe('a number in a record', () => {
  test.each([
    ['+12125550102', '+12125550102'],
    [' +1 (212) 555-0102 ', '+12125550102'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+5215512345678', '+5215512345678'],
    ['+52 1 55 1234 5678', '+5215512345678'],
    ['+551187654321', '+551187654321'],
    ['+22507123456', '+22507123456'],
    ['+541123456789', '+541123456789'],
  ])('%s is %s, whatever the country of the desk: an old form is what the vendor knows it by', (text, number) => {
    for (const region of [undefined, 'US', 'MX', 'IN'] as const) expect(read(text, region)).toBe(number);
  });

  test.each<[string, Region, string]>([
    ['2125550102', 'US', '+12125550102'],
    ['(212) 555-0102', 'US', '+12125550102'],
    ['050-234-5678', 'IL', '+972502345678'],
    ['9876543210', 'IN', '+919876543210'],
    ['919876543210', 'IN', '+919876543210'],
  ])('%s without a plus is read in %s', (text, region, number) => {
    expect(read(text, region)).toBe(number);
  });

  test.each<[string, Region | undefined]>([
    ['2125550102', undefined],
    ['1111111111', 'US'],
    ['0502345678', 'US'],
    ['5550102', 'US'],
    ['', 'US'],
    ['+0502345678', undefined],
  ])('%s in %s is not guessed at, and says why', (text, region) => {
    expect(read(text, region)).not.toMatch(/^\+/);
    expect(read(text, region)).toMatch(/\.$/);
  });

  test.each([
    ['+1234567890', '+1234567890'],
    ['+999123456789', '+999123456789'],
    ['+1212555', '+1212555'],
    ['+52 1 55 1234', '+521551234'],
  ])('%s, which no numbering plan has, is kept by its digits', (text, number) => {
    expect(createRemoteNumberReader({ region: 'US' })(text)).toEqual({ ok: true, number: num(number), inNoPlan: true });
  });

  describe('without a plus, at an account that knows numbers', () => {
    const knows = (...numbers: string[]) => ({
      region: 'US' as const,
      known: {
        ofRecord: (_list: string, id: string) => {
          if (id === 'both')
            return ['+18123456789', '+918123456789'].map((text) => ({ number: num(text), isThere: true }));
          return id === 'r1' || id === 'gone' ? [{ number: num('+918123456789'), isThere: id === 'r1' }] : [];
        },
        among: (asked: readonly number[]) => numbers.map(num).filter((number) => asked.includes(number)),
      },
    });
    const place = { list: '', remoteId: null };

    test('is the one with these digits, whatever its country', () => {
      const reader = createRemoteNumberReader(knows('+972501234567'));
      for (const text of ['972501234567', '0501234567', '050-123-4567', '501234567'])
        expect(reader(text, place)).toEqual({ ok: true, number: num('+972501234567') });
    });

    test('is none of two with these digits', () => {
      expect(createRemoteNumberReader(knows('+972501234567', '+44501234567'))('0501234567', place)).toMatchObject({
        ok: false,
      });
    });

    test('is what its record was known as, before it is a number at home', () => {
      const reader = createRemoteNumberReader(knows('+918123456789'));
      expect(reader('8123456789', { list: '', remoteId: 'r1' })).toEqual({ ok: true, number: num('+918123456789') });
      expect(reader('8123456789', { list: '', remoteId: 'r2' })).toEqual({ ok: true, number: num('+18123456789') });
      expect(reader('8123456789', { ...place, asked: num('+918123456789') })).toEqual({
        ok: true,
        number: num('+918123456789'),
      });
    });

    test('is what its record was known as, also where the number at home is known', () => {
      const reader = createRemoteNumberReader(knows('+918123456789', '+18123456789'));
      const readAt = (remoteId: string | null, asked?: string) =>
        reader('8123456789', { list: '', remoteId, asked: asked === undefined ? undefined : num(asked) });
      const [home, abroad] = ['+18123456789', '+918123456789'].map((text) => ({ ok: true, number: num(text) }));
      expect(readAt('r1')).toEqual(abroad);
      expect(readAt('r1', '+18123456789')).toEqual(abroad);
      expect(readAt('r2')).toEqual(home);
      expect(readAt(null, '+918123456789')).toEqual(abroad);
      // A record that was read as both: at home was the guess.
      expect(readAt('both')).toEqual(abroad);
    });

    test('is what was asked for where the id was that of a record that is gone: the vendor may give it again', () => {
      const reader = createRemoteNumberReader(knows('+918123456789', '+18123456789'));
      const gone = { list: '', remoteId: 'gone' };
      expect(reader('8123456789', { ...gone, asked: num('+18123456789') })).toEqual({
        ok: true,
        number: num('+18123456789'),
      });
      expect(reader('8123456789', gone)).toEqual({ ok: true, number: num('+918123456789') });
    });

    test('is another number where that of its record does not have these digits: it was changed there', () => {
      const reader = createRemoteNumberReader(knows('+918123456789'));
      expect(reader('2125550102', { list: '', remoteId: 'r1' })).toEqual({ ok: true, number: num('+12125550102') });
    });

    test('is another form of a number that is known', () => {
      expect(createRemoteNumberReader(knows('+525512345678'))('5215512345678', place)).toEqual({
        ok: true,
        number: num('+525512345678'),
      });
    });
  });

  test('reads the same in a list of thousands', () => {
    const reader = createRemoteNumberReader({ region: 'US' });
    for (let at = 0; at < 1200; at += 1) {
      const digits = `212555${String(1000 + at)}`;
      expect(reader(at % 2 === 0 ? `+1${digits}` : digits)).toEqual({
        ok: true,
        number: toPhoneNumber(Number(`1${digits}`)),
      });
      if (at % 100 === 0) expect(reader('+5215512345678')).toEqual({ ok: true, number: num('+5215512345678') });
    }
  });
});

describe('the record that answers a request', () => {
  test('is under the number that was asked for, where the vendor writes another form of it', () => {
    const record = remote('+5215512345678', { remoteId: 'r1' });
    expect(answerFor(record, new Set([num('+525512345678')]))).toEqual({ ...record, number: num('+525512345678') });
    expect(answerFor(record, new Set([num('+5215512345678'), num('+525512345678')]))).toBe(record);
  });

  test('is none where it is of somebody else, or may be', () => {
    expect(answerFor(remote('+12125550102'), new Set([num('+12125550103')]))).toBeUndefined();
    expect(answerFor(remote('+6323456789'), new Set([num('+63283456789')]))).toBeUndefined();
  });
});
