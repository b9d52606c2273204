/** Stories of blocks that hold everywhere except at some targets. */
import type { Command } from './scenario.ts';
import { account, add, story, type Story, sync } from './storyParts.ts';

const exceptAgent = (...numbers: readonly number[]): Command => ({
  do: 'add',
  numbers,
  places: [{ kind: 'exceptAgent', account: 0, agent: 0 }],
  until: null,
  reason: 0,
  reference: true,
  update: false,
});
const forHours: Command = {
  do: 'add',
  numbers: [0],
  places: [{ kind: 'everywhere' }],
  until: 2 * 3_600_000,
  reason: 0,
  reference: true,
  update: false,
};
const appears: Command = { do: 'agentAppears', account: 0 };
const takeTheirs: Command = { do: 'resolve', conflict: 0, choice: 'takeTheirs', places: null, until: null };

export const scopeStories: readonly Story[] = [
  story(
    'what excepts one agent is on the lists of all others',
    [account('osvi', [])],
    [sync(), exceptAgent(0), sync(), appears, sync(), sync()],
  ),
  story(
    'what excepts one agent names all others',
    [account('yappr', [])],
    [sync(), exceptAgent(0), sync(), appears, sync(), sync()],
  ),
  story(
    'a block everywhere is more than one with an exception',
    [account('yappr', [])],
    [sync(), exceptAgent(0), add(0), sync(), exceptAgent(0), sync()],
  ),
  story(
    'giving up one vendor releases nobody who comes later',
    [account('yappr', [])],
    [sync(), add(0, 1), sync(), { do: 'remoteRemove', account: 0, number: 0 }, sync(), takeTheirs, sync(), sync()],
  ),
  story(
    'their record for all agents stays whole when an hour of ours that made both look alike is over',
    [account('yappr', [0])],
    [forHours, exceptAgent(0), sync(), { do: 'jump', ms: 86_400_000 }, sync(), sync()],
  ),
  story(
    'what they widened stays wide when an hour of ours that said the same is over',
    [account('yappr', [])],
    [
      exceptAgent(0),
      sync(),
      { do: 'remoteChange', account: 0, number: 0, what: 'agents', to: 0 },
      forHours,
      sync(),
      { do: 'jump', ms: 86_400_000 },
      sync(),
      sync(),
    ],
  ),
];
