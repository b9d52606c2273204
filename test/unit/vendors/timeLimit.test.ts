// How long one exchange with a vendor may take: a wait for the next piece that begins anew with each, and an end for all of it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTimeLimit } from '../../../electron/core/vendors/timeLimit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const start = () => {
  const stop = vi.fn<() => void>();
  return { stop, limit: startTimeLimit(30_000, 300_000, stop) };
};

test('silence ends it', () => {
  const { stop, limit } = start();
  vi.advanceTimersByTime(29_999);
  expect(limit.over()).toBeNull();
  vi.advanceTimersByTime(1);
  expect(limit.over()).toBe('did not answer within 30 seconds');
  expect(stop).toHaveBeenCalledOnce();
});

test('what comes slowly may come, up to an end', () => {
  const { stop, limit } = start();
  for (let second = 0; second < 299; second += 1) {
    vi.advanceTimersByTime(1000);
    limit.extend();
  }
  expect(stop).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(limit.over()).toBe('was not done with its answer within 300 seconds');
  expect(stop).toHaveBeenCalledOnce();
});

test('nothing happens after its end', () => {
  const { stop, limit } = start();
  limit.end();
  limit.extend();
  vi.advanceTimersByTime(600_000);
  expect(stop).not.toHaveBeenCalled();
});
