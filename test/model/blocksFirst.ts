/**
 * A block that is added while a vendor's list is read does not wait for it: judged from the sandbox's log, by how many pages
 * are asked for before it leaves.
 */
import type { LoggedRequest } from '../../electron/sandbox/requestLog.ts';
import { addedKeys } from './invariants.ts';
import { type PersonCommand, toNumber } from './scenario.ts';
import type { Account, World } from './world.ts';

type Add = Extract<PersonCommand, { do: 'add' }>;

/**
 * After a run without faults, in whose middle a person added numbers. `sinceSeq`: after how many requests; `isNew`: whether the
 * list did not have a number before.
 */
export function checkBlocksFirst(
  world: World,
  account: Account,
  { numbers }: Add,
  { sinceSeq, isNew }: { readonly sinceSeq: number; readonly isNew: (number: string) => boolean },
): void {
  const { model, tenant, vendor } = account;
  // Where nobody says what a second add does, the list is read to its end before anything is added.
  if (model.repeatedAdd === 'undocumented') return;
  const { control } = world.arena.sandbox;
  const agents = new Set(control.tenant({ tenant }).agents.map(({ id }) => id));
  const lists = model.agents === 'one' ? agents.size : 1;
  const requests = control.requests({ tenant, sinceSeq });
  for (const number of numbers.map(toNumber).filter(isNew)) {
    const at = requests.findIndex(
      (line) => line.method === 'POST' && addedKeys(line, agents).some((key) => `+${key}`.includes(number.slice(1))),
    );
    const pages = requests.slice(0, Math.max(0, at)).filter(isPage).length;
    // One page of each list may be on its way.
    if (pages > lists)
      world.violate(`${number} was added while the list of ${vendor} was read, and left after ${pages} more pages`);
  }
}

function isPage({ method, path }: LoggedRequest): boolean {
  return method === 'GET' && /[?&](page|offset)=/.test(path) && !/[?&]search=./.test(path) && !path.includes('/agents');
}
