// What was sent against what came back.
import { describe, expect, it } from 'vitest';
import {
  afterDecision,
  agreedThrough,
  type Echo,
  echoAfter,
  keepsLess,
  readThrough,
} from '../../../shared/domain/vendor/echo.ts';
import type { RemoteFields } from '../../../shared/domain/vendor/remote.ts';
import { isCutOf, isSameText } from '../../../shared/domain/vendor/vendorText.ts';
import { toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import { day } from '../../support/syncViews.ts';

const record = (fields: Partial<RemoteFields> = {}): RemoteFields => ({
  reason: 'asked',
  until: null,
  agents: null,
  ...fields,
});
const all = ['reason', 'until', 'agents'] as const;
const long = 'asked on the phone not to be called again about anything that has to do with solar panels, said so twice';

describe('a text as a vendor writes it', () => {
  it.each([
    ['composed', 'Jose\u0301 asked', 'José asked'],
    ['with its white space folded', '  asked \n twice ', 'asked twice'],
    ['with no-break spaces', 'asked twice', 'asked\u00a0twice'],
    ['escaped', 'Tom & Jerry <tj@example.com> said "no"', 'Tom &amp; Jerry &lt;tj@example.com&gt; said &quot;no&quot;'],
    ['escaped by number', "didn't & won't", 'didn&#39;t &#x26; won&apos;t'],
    ['escaped twice', 'A & B', 'A &amp;amp; B'],
  ])('is the same text: %s', (_how, sent, came) => {
    expect(isSameText(sent, came)).toBe(true);
  });

  it('is another text where it says something else, or nothing', () => {
    expect(isSameText('asked', 'asked twice')).toBe(false);
    expect(isSameText('asked', null)).toBe(false);
    expect(isSameText('A &copy; B', 'A © B')).toBe(false);
  });

  it('may be cut, with dots or in the middle of something; a few characters are no cut', () => {
    expect(isCutOf(long, long.slice(0, 100))).toBe(true);
    expect(isCutOf(long, `${long.slice(0, 60)}…`)).toBe(true);
    expect(isCutOf(`${long} & more`, `${long} &am`)).toBe(true);
    expect(isCutOf(long, 'asked')).toBe(false);
    expect(isCutOf(long, long)).toBe(false);
    expect(isCutOf(long, 'asked on the phone to be called again')).toBe(false);
  });
});

describe('what is remembered of a request', () => {
  it('nothing where it came back as it was sent', () => {
    expect(echoAfter(null, null, record(), record(), all)).toBeNull();
  });

  it('a way of writing at once: the record is read in the words in which it was sent', () => {
    const until = toInstant(toEpochMs(day(3)) + 678);
    const sent = record({ reason: long, until });
    const came = record({ reason: long.slice(0, 50), until: day(3) });
    const echo = echoAfter(null, null, sent, came, all);
    expect(readThrough(came, echo)).toEqual(sent);
    expect(readThrough({ ...came, reason: 'spoke to Sales' }, echo)).toEqual({ ...sent, reason: 'spoke to Sales' });
  });

  it('the same where only a later reading shows it', () => {
    const sent = record({ reason: long });
    const echo = echoAfter(null, sent, undefined, record({ reason: long.slice(0, 100) }), all);
    expect(readThrough(record({ reason: long.slice(0, 100) }), echo)).toEqual(sent);
  });

  it('anything else after one repeat', () => {
    const [sent, came] = [record({ reason: 'asked' }), record({ reason: 'ASKED' })];
    const once = echoAfter(null, null, sent, came, all);
    expect(readThrough(came, once)).toEqual(came);
    const twice = echoAfter(once, came, { reason: 'asked' }, came, all);
    expect(readThrough(came, twice)).toEqual(sent);
  });

  it('where the vendor blocks less than it was told, it is agreed as it was sent, and seen as it is', () => {
    const [sent, came] = [record(), record({ until: day(30) })];
    let echo: Echo | null = null;
    for (let time = 0; time < 2; time += 1) echo = echoAfter(echo, null, sent, came, all);
    expect(readThrough(came, echo)).toEqual(came);
    expect(agreedThrough(came, echo)).toEqual(sent);
    expect(keepsLess(came, echo)).toBe(true);
    expect(keepsLess(sent, echo)).toBe(false);
    // What a person decides is sent once more: until then it counts as what is there.
    const decided = afterDecision(echo);
    expect([readThrough(came, decided), agreedThrough(came, decided)]).toEqual([came, came]);
    // The same again, and it is known.
    const known = echoAfter(decided, came, sent, came, all);
    expect(readThrough(came, known)).toEqual(sent);
    expect(readThrough(came, afterDecision(known))).toEqual(sent);
    // An end that has come blocks no more, whatever was sent.
    expect(readThrough(came, known, came.until ?? undefined)).toEqual(came);
    // The vendor takes it after all.
    expect(echoAfter(decided, came, sent, sent, all)).toBe(null);
  });

  it('what a person there changes is no echo', () => {
    const sent = record({ until: day(3) });
    const echo = echoAfter(null, sent, undefined, record({ until: day(2) }), all);
    expect(readThrough(record({ until: day(2) }), echo)).toEqual(record({ until: day(2) }));
  });
});
