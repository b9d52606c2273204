/**
 * Short stories, each told for one promise of sync, with the trouble that would break it. The random scenarios tell all of
 * them too, sooner or later; here they are told in every run of the tests, and the mutation check begins with them.
 */
import type { FaultAction, Interruption } from './scenario.ts';
import { readingStories } from './readingStories.ts';
import { scopeStories } from './scopeStories.ts';
import { account, add, fault, story, type Story, sync } from './storyParts.ts';
import { vendorStories } from './vendorStories.ts';

const tenMinutes: FaultAction = { do: 'rateLimited', retryAfter: 600 };
const killed = (nth: number, drop: number): Interruption => ({ nth, when: 'after', what: { do: 'kill', drop } });
const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const stories: readonly Story[] = [
  story('the second page of a list is read', [account('weya', [0, 1, 2, 3])], [sync()]),
  story(
    'what stands on one agent’s list is not on the other’s',
    [account('osvi', [0, 1], { agents: [1] })],
    [add(0), sync(), sync()],
  ),
  story(
    'a list that breaks off proves no absence',
    [account('fluents', [0, 1, 2, 3])],
    [sync(), sync(fault('reads', { do: 'status', status: 500 }, true, 2))],
  ),
  story(
    'a list that is suddenly empty waits for a person',
    [account('yappr', [0, 1, 2])],
    [sync(), { do: 'remoteClear', account: 0 }, sync()],
  ),
  story(
    'a list that is suddenly empty but for what was just sent waits for a person',
    [account('yappr', [0])],
    [sync(), { do: 'remoteClear', account: 0 }, add(1), sync()],
  ),
  story(
    'what somebody took off a list is asked about',
    [account('fluents', [0, 1, 2, 3])],
    [sync(), { do: 'remoteRemove', account: 0, number: 2 }, sync()],
  ),
  story(
    'a removal there while the list is read hides nothing',
    [account('fluents', [0, 1, 2, 3, 4])],
    [sync(), sync([], { nth: 1, when: 'after', what: { do: 'remoteRemove', account: 0, number: 0 } })],
  ),
  story('a list comes in any order', [account('weya', all)], [sync(), sync()]),
  story(
    'an add of unknown outcome is looked up before it is repeated',
    [account('osvi', [])],
    [sync(), add(0, 1), sync(fault('writes', { do: 'dropAfterCommit' }))],
  ),
  story(
    'an add that never arrived is not called done',
    [account('osvi', [])],
    [sync(), add(0, 1), sync(fault('writes', { do: 'dropBeforeCommit' }, true))],
  ),
  story(
    'nothing is added to a list that could not be read',
    [account('fluents', [0, 1])],
    [add(0, 1), sync(fault('reads', { do: 'status', status: 500 }, true))],
  ),
  story(
    'one operation is tried four times in a run',
    [account('yappr', [])],
    [add(0), sync(fault('writes', { do: 'status', status: 503 }, true))],
  ),
  story(
    'ten minutes are ten minutes',
    [account('osvi', [])],
    [sync(), add(0), sync(fault('writes', tenMinutes)), sync()],
  ),
  story(
    'ten minutes outlive the process',
    [account('osvi', [])],
    [sync(), add(0), sync(fault('writes', tenMinutes)), { do: 'kill' }, sync()],
  ),
  story(
    'ten minutes hold for what is asked outside of runs',
    [account('osvi', [0])],
    [{ do: 'testAccount', account: 0, faults: fault('reads', tenMinutes) }, sync()],
  ),
  story(
    'a redirect takes no token along',
    [account('yappr', [0])],
    [sync(fault('reads', { do: 'redirectTo', location: 'http://localhost:9/elsewhere' }))],
  ),
  story(
    'a crash between two commits leaves pages whole',
    [account('yappr', [0, 1, 2, 3])],
    [sync([], killed(3, 1)), sync([], killed(3, 2)), sync()],
  ),
  story('what was acknowledged outlives a crash', [account('yappr', [])], [add(0, 1), { do: 'kill' }, sync()]),
  story(
    'a change in the same instant is still a later one',
    [account('yappr', [])],
    [
      add(0),
      {
        do: 'edit',
        numbers: [0],
        places: [{ kind: 'account', account: 0 }],
        until: null,
        reason: null,
        reference: false,
      },
      { do: 'undo', back: 1 },
    ],
  ),
  story(
    'taking over only widens',
    [account('yappr', [0]), account('weya', [])],
    [
      {
        do: 'add',
        numbers: [0],
        places: [{ kind: 'account', account: 1 }],
        until: null,
        reason: 0,
        reference: true,
        update: false,
      },
      sync(),
    ],
  ),
  story(
    'an open case blocks, for agents at rest too',
    [account('yappr', [0], { agents: [0, 1], adopt: 'ask', rests: true })],
    [sync(), sync()],
  ),
  story(
    'the vendor’s side is taken with its agents at rest',
    [account('yappr', [0], { agents: [0, 1], adopt: 'ask', rests: true })],
    [sync(), { do: 'resolve', conflict: 0, choice: 'takeTheirs', places: null, until: null }, sync()],
  ),
  story(
    'what a question blocks stays blocked, whatever the vendor makes of its record',
    [account('yappr', [0], { adopt: 'ask' })],
    [sync(), { do: 'remoteChange', account: 0, number: 0, what: 'agents', to: 1 }, sync(), sync()],
  ),
  story(
    'a question whose record ends there is not answered by that',
    [account('yappr', [0], { adopt: 'ask' })],
    [
      sync(),
      { do: 'remoteChange', account: 0, number: 0, what: 'until', to: 1 },
      sync(),
      { do: 'jump', ms: 3 * 86_400_000 },
      sync(),
    ],
  ),
  story(
    'an edited reason releases nobody',
    [account('yappr', [0], { adopt: 'ask' }), account('weya', [])],
    [
      {
        do: 'add',
        numbers: [0],
        places: [{ kind: 'account', account: 1 }],
        until: null,
        reason: 0,
        reference: true,
        update: false,
      },
      sync(),
      { do: 'resolve', conflict: 0, choice: 'edit', places: null, until: null },
      sync(),
    ],
  ),
  ...scopeStories,
  ...vendorStories,
  ...readingStories,
];
