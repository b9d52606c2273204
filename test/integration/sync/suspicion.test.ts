// When a reading misses too much to be believed: what counts is how many numbers it misses, on however many lists.
import { expect, it } from 'vitest';
import { useSyncStage } from '../../support/syncStage.ts';

const stage = useSyncStage();
const agents = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const numbers = Array.from({ length: 21 }, (_, n) => `+121255530${10 + n}`);

async function inStep() {
  const account = await stage.desk.connect('osvi', { agents });
  for (const number of numbers) stage.desk.add(number);
  await stage.desk.sync(account.id);
  return account;
}

it('one number that leaves the lists of seven agents is one, and one question', async () => {
  const { id, tenant } = await inStep();
  stage.sandbox.control.removeRecords({ tenant, number: numbers[0] });
  expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 1 });
});

it('six numbers that leave one list each are too many', async () => {
  const { id, tenant } = await inStep();
  for (const [at, agent] of agents.slice(0, 6).entries())
    stage.sandbox.control.removeRecords({ tenant, number: numbers[at], agent });
  const result = await stage.desk.sync(id);
  expect(result).toMatchObject({ outcome: 'suspicious', conflicts: 0 });
  expect(result.error).toContain('6 numbers of the 21');
});
