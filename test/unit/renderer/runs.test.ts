/** A run in words: what is said follows from its figures and its end, and nothing is promised that was not seen. */
import { describe, expect, it } from 'vitest';
import {
  isResult,
  resultChoices,
  toConsequence,
  toDeeds,
  toRunMark,
  toTook,
} from '../../../renderer/features/runs/runWords.ts';
import type { RunRow } from '../../../shared/contract/runs.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';

const quiet: RunRow = {
  id: 12,
  account: 1,
  accountName: 'Yappr',
  vendorName: 'Yappr',
  trigger: 'manual',
  startedAt: toInstant(Date.UTC(2026, 4, 3, 14)),
  tookMs: 1200,
  outcome: 'done',
  scanned: 1204,
  scanComplete: true,
  writes: 0,
  added: 0,
  changed: 0,
  removed: 0,
  conflicts: 0,
  retries: 0,
  unreadable: 0,
  error: null,
  suspicion: null,
};

it('says how long it took in the units that a person would use', () => {
  expect([0, 400, 1_240, 9_960, 59_400, 60_000, 200_000, 3_600_000, 3_900_000].map(toTook)).toEqual([
    '0 ms',
    '400 ms',
    '1.2 s',
    '10 s',
    '59 s',
    '1 min',
    '3 min 20 s',
    '1 h',
    '1 h 5 min',
  ]);
});

describe('what it did', () => {
  it('tells a whole list from a part of it', () => {
    expect(toDeeds(quiet)).toBe('Read 1,204 records, the whole list. Sent nothing.');
    expect(toDeeds({ ...quiet, scanned: 0 })).toBe('Read the list of Yappr: it is empty. Sent nothing.');
    expect(toDeeds({ ...quiet, outcome: 'failed', scanComplete: false, scanned: 1, writes: 2, retries: 1 })).toBe(
      'Read 1 record, not the whole list: what it did not see is not taken for removed. Sent changes in 2 requests. Asked again once after trouble.',
    );
  });

  it('does not speak of a list that was not to be read', () => {
    expect(toDeeds({ ...quiet, trigger: 'change', scanned: 0, scanComplete: false, writes: 1 })).toBe(
      'Sent what was owed, without reading the list. Sent changes in 1 request.',
    );
    expect(toDeeds({ ...quiet, outcome: 'failed', scanned: 0, scanComplete: false })).toBe('Sent nothing.');
  });

  it('is told as unfinished while it runs', () => {
    const running = { ...quiet, outcome: null, tookMs: null, scanComplete: false };
    expect(toDeeds(running)).toBe('Has read 1,204 records so far. Has sent nothing yet.');
    expect(toRunMark(running)).toMatchObject({ word: 'running' });
    expect(toConsequence(running)).toBeNull();
  });
});

it('is green only where the whole list was read', () => {
  expect(toRunMark(quiet)).toMatchObject({ word: 'done', tone: 'verified' });
  expect(toRunMark({ outcome: 'done', scanComplete: false })).toMatchObject({ word: 'done', tone: 'plain' });
  expect(toRunMark({ outcome: 'failed', scanComplete: true })).toMatchObject({ word: 'failed', tone: 'lost' });
});

it('says what follows from every end, and whether a person is still asked', () => {
  expect(toConsequence(quiet)).toBeNull();
  for (const outcome of ['failed', 'cancelled', 'interrupted'] as const)
    expect(toConsequence({ outcome, suspicion: null })).toMatch(/next run/);
  expect(toConsequence({ outcome: 'suspicious', suspicion: 'Twelve are gone.' })).toMatch(/waits until a person/);
  expect(toConsequence({ outcome: 'suspicious', suspicion: null })).toMatch(/answered/);
});

it('offers every result once, in the words of the table', () => {
  expect(resultChoices.map(({ label }) => label)).toEqual([
    'running',
    'done',
    'failed',
    'suspicious',
    'stopped',
    'interrupted',
  ]);
  expect(resultChoices.every(({ value }) => isResult(value))).toBe(true);
  expect(isResult('constructor')).toBe(false);
  expect(isResult(undefined)).toBe(false);
});
