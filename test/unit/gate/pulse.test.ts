/** When the gate is asked steadily, and when no longer. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPulse } from '../../../electron/hosts/gate/pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const told: boolean[] = [];
  const pulse = createPulse(
    () => performance.now(),
    (isSteady) => told.push(isSteady),
  );
  const ask = (times: number, everyMs: number): void => {
    for (let at = 0; at < times; at++) {
      vi.advanceTimersByTime(everyMs);
      pulse.beat();
    }
  };
  return { told, pulse, ask };
}

test('twenty questions a second are steady, and told once', () => {
  const { told, ask } = setUp();
  ask(400, 50);
  expect(told).toEqual([true]);
});

test('a question now and then is not, however many come in a day', () => {
  const { told, ask } = setUp();
  ask(1000, 200);
  expect(told).toEqual([]);
});

test('it ends some seconds after the last question, and begins anew', () => {
  const { told, ask } = setUp();
  ask(30, 20);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(15_000);
  expect(told).toEqual([true, false]);
  ask(30, 20);
  expect(told).toEqual([true, false, true]);
});

test('a closed one tells nothing any more', () => {
  const { told, pulse, ask } = setUp();
  ask(30, 20);
  pulse.close();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([true]);
});
