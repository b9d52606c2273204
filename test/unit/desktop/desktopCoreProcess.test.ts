// The core's process as the desktop keeps it: what happens when it does not end, or dies at a bad moment.
import { expect, test, vi } from 'vitest';
import { startCoreProcess } from '../../../electron/desktop/coreProcess.ts';
import { ChildDouble } from '../../support/electronDouble.ts';

function setUp(startAgain: Promise<boolean> = Promise.resolve(true)) {
  const children: ChildDouble[] = [];
  const timers: { readonly ms: number; readonly act: () => void; calledOff: boolean }[] = [];
  const core = startCoreProcess<string>({
    fork: () => {
      const child = new ChildDouble();
      children.push(child);
      return child as unknown as ReturnType<Parameters<typeof startCoreProcess<string>>[0]['fork']>;
    },
    newChannel: () => ({ port1: 'core end', port2: 'page end' }),
    after(ms, act) {
      const timer = { ms, act, calledOff: false };
      timers.push(timer);
      return () => (timer.calledOff = true);
    },
    onFailed: vi.fn<(message: string) => void>(),
    onCrashed: () => startAgain,
    onRestarted: vi.fn<() => void>(),
  });
  return { core, children, timers };
}

test('a core that does not finish in time is ended', async () => {
  const { core, children, timers } = setUp();
  children[0]?.emit('message', { type: 'ready' });
  const closed = core.close();
  expect(timers.map(({ ms }) => ms)).toEqual([15_000]);
  timers[0]?.act();
  await closed;
  expect(children[0]?.killed).toBe(true);
});

test('a core that finishes is not ended, and closing twice asks once', async () => {
  const { core, children, timers } = setUp();
  const closed = Promise.all([core.close(), core.close()]);
  children[0]?.emit('exit', 0);
  await closed;
  expect(children[0]?.posted.map(({ message }) => message)).toEqual([{ type: 'close' }]);
  expect(timers).toEqual([expect.objectContaining({ calledOff: true })]);
});

test('while the person is asked about a crash, quitting does not wait for the dead core nor start a new one', async () => {
  const answer = Promise.withResolvers<boolean>();
  const { core, children } = setUp(answer.promise);
  children[0]?.emit('exit', 139);
  await core.close();
  answer.resolve(true);
  await answer.promise;
  await Promise.resolve();
  expect(children).toHaveLength(1);
  expect(children[0]?.posted).toEqual([]);
  expect(await core.connect()).toBeUndefined();
});
