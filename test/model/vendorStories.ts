/**
 * Stories of vendors as they are: what an independent server of their APIs did to the desk, each told once for its kind. The
 * trouble is in what a vendor is like, or in what somebody does there between two requests.
 */
import { agentsFor, canRemove, capabilitiesOf, vendors, vendorsThat } from '../support/vendors.ts';
import { isHeld } from './beyond.ts';
import { reasons, toNumber, type Command } from './scenario.ts';
import { account, add, addForAgent, fault, story, sync, type Story } from './storyParts.ts';
import { strangerStories } from './strangerStories.ts';
import { toSettings } from './temperaments.ts';
import { callReferences, toAgentId } from './world.ts';

const remove = (...numbers: readonly number[]): Command => ({ do: 'remove', numbers });
const undo: Command = { do: 'undo', back: 0 };
const month: Command = { do: 'jump', ms: 31 * 86_400_000 };
const importAll = (...numbers: readonly number[]): Command => ({
  do: 'import',
  numbers,
  places: [{ kind: 'everywhere' }],
  until: null,
  update: false,
});
const remoteAdd = (number: number): Command => ({
  do: 'remoteAdd',
  account: 0,
  number,
  agents: [],
  until: null,
  reason: 2,
});
const like = (...names: readonly string[]) =>
  ({ settings: { pageShape: 'data', order: 'oldestFirst', ...toSettings(names) } }) as const;
/** The first number is blocked for one agent more. */
const alsoFor = (agent: number): Command => ({
  do: 'add',
  numbers: [0],
  places: [{ kind: 'agent', account: 0, agent }],
  until: null,
  reason: null,
  reference: false,
  update: true,
});
/** The last reason is everything that a vendor might not keep as it is. */
const addOddly = (until: number | null = null): Command => ({
  do: 'add',
  numbers: [0],
  places: [{ kind: 'everywhere' }],
  until,
  reason: reasons.length - 1,
  reference: true,
  update: false,
});
const day = 86_400_000;
const oddTime = 3 * day + 123_457;

/** No read but the first of the run. */
const unread = fault('reads', { do: 'htmlLogin' }, true, 2);

const vendorsThatRemove = vendorsThat(canRemove);

/** A. Whose record it is. */
const owners: readonly Story[] = [
  story(
    'what was restated there and read stays when our import is undone',
    [account('fluents', [])],
    [importAll(0), sync(), { do: 'remoteChange', account: 0, number: 0, what: 'reason', to: 1 }, sync(), undo, sync()],
  ),
  ...vendorsThatRemove.flatMap((vendor) => [
    story(
      `an undone import leaves what ${vendor} had`,
      [account(vendor, [0, 1])],
      [importAll(0, 1, 2), sync(), undo, sync(), sync()],
    ),
    story(
      `an undone add leaves what ${vendor} had, read before or not`,
      [account(vendor, [0])],
      [sync(), add(0, 1), sync(), undo, sync()],
    ),
    story(
      `a number that was released, removed at ${vendor} and blocked there anew is another statement`,
      [account(vendor, [], like('the old id again'))],
      [add(0), sync(), remove(0), sync(), sync(), month, remoteAdd(0), sync(), sync()],
    ),
    story(
      `a number that was released and put on anew at ${vendor} before the request is another statement`,
      [account(vendor, [])],
      [add(0), sync(), remove(0), { do: 'remoteReplace', account: 0, number: 0 }, sync()],
    ),
    story(
      `what is put on anew at ${vendor} between the reading and the removal is another statement`,
      [account(vendor, [], like('the old id again'))],
      [
        add(0),
        sync(),
        month,
        remove(0),
        sync(
          fault(
            'reads',
            {
              do: 'meanwhile',
              when: 'after',
              calls: [
                { call: 'removeRecords', input: { tenant: `${vendor}-0`, number: toNumber(0) } },
                {
                  call: 'addRecords',
                  input: {
                    tenant: `${vendor}-0`,
                    records: [{ number: toNumber(0), agents: [...agentsFor(vendor, [toAgentId(0, 0)])] }],
                  },
                },
              ],
            },
            false,
            // Where there are agents, they are read first.
            capabilitiesOf(vendor).agents === 'none' ? 1 : 2,
          ),
        ),
        sync(),
      ],
    ),
  ]),
  story(
    // Another desk has the request from the same call.
    'an add that is answered "already there" claims nobody’s record',
    [account('weya', [])],
    [
      sync(),
      add(0),
      sync(
        fault('writes', {
          do: 'meanwhile',
          calls: [
            {
              call: 'addRecords',
              input: { tenant: 'weya-0', records: [{ number: toNumber(0), ...callReferences[0] }] },
            },
          ],
        }),
        { nth: 2, when: 'after', what: { do: 'remove', numbers: [0] } },
      ),
      sync(),
      sync(),
    ],
  ),
];

/** A, D. What time, strangers and the desk's own clock may not end. */
const clocks: readonly Story[] = vendorsThatRemove.flatMap((vendor) =>
  [2 * 365 * day, -365 * day].map((ms) =>
    story(
      `a clock that is wrong by ${ms / day} days for one run ends nothing at ${vendor}`,
      [account(vendor, [])],
      [addOddly(oddTime), sync(), { do: 'wrongClock', account: 0, ms }, sync()],
    ),
  ),
);

/** B. What the screen says of who may call. */
const truths: readonly Story[] = [
  story(
    // Its answers were those of a proxy, say: what is decided about them is sent once more.
    'what a vendor seemed to keep less of is sent again when a person has decided so',
    [account('yappr', [2])],
    [
      add(1),
      addForAgent(0),
      sync(),
      {
        do: 'edit',
        numbers: [0],
        places: [{ kind: 'account', account: 0 }],
        until: null,
        reason: 2,
        reference: true,
      },
      sync(fault(null, { do: 'repeatPreviousAnswer', commit: false }, true)),
    ],
  ),
  ...vendorsThatRemove.map((vendor) =>
    story(
      `what is gone at ${vendor} is put back once, or said to be callable there`,
      [account(vendor, [])],
      [
        add(0),
        sync(),
        { do: 'remoteRemove', account: 0, number: 0 },
        sync(),
        { do: 'remoteRemove', account: 0, number: 0 },
        sync(),
      ],
    ),
  ),
  story(
    'no request narrows: an agent at rest keeps its block when another is added',
    [account('yappr', [0], { agents: [0, 1] })],
    [
      { do: 'agentAppears', account: 0 },
      sync(),
      { do: 'agentRests', account: 0, agent: 1, active: false },
      sync(),
      alsoFor(2),
      sync(),
      sync(),
      { do: 'agentRests', account: 0, agent: 1, active: true },
      sync(),
      sync(),
    ],
  ),
  story(
    'no request narrows: an agent that the list of agents leaves out keeps its block when another is added',
    [account('yappr', [], { settings: { hiddenAgents: 1 } })],
    [
      { do: 'agentAppears', account: 0 },
      { do: 'remoteAdd', account: 0, number: 0, agents: [0, 2], until: null, reason: 2 },
      sync(),
      alsoFor(1),
      sync(),
      sync(),
    ],
  ),
  story(
    'what was widened stays wide while it would leave out an agent that rests',
    [account('yappr', [0], { agents: [0, 1] })],
    [
      sync(),
      add(0),
      sync(),
      { do: 'agentRests', account: 0, agent: 1, active: false },
      undo,
      sync(),
      sync(),
      { do: 'agentRests', account: 0, agent: 1, active: true },
      sync(),
      sync(),
    ],
  ),
  story(
    'an agent that answers 403 is its own trouble',
    [account('osvi', [])],
    [sync(), add(0, 1), { do: 'forbid', account: 0, agent: 0, isOver: false }, sync(), sync()],
  ),
  ...(['weya', 'yappr'] as const).map((vendor) =>
    story(
      `a change that is forbidden is its own trouble: ${vendor}`,
      [account(vendor, [2])],
      [sync(), add(0, 1), { do: 'forbid', account: 0, agent: null, isOver: false }, sync(), sync()],
    ),
  ),
  ...(['again', 'revived'] as const).map((removedIds) =>
    story(
      `what was put on anew under its old id is not ours to undo: ${removedIds}`,
      [account('osvi', [], { settings: { removedIds } })],
      [add(0), sync(), undo, { do: 'remoteReplace', account: 0, number: 0 }, sync(), sync()],
    ),
  ),
  // An add of Weya's answers no id; what is found in its place later shows no call, or another one.
  story(
    'what is over stays at a vendor that tells no time to a desk that slept for a year, which says why',
    [account('weya', [], like('answers without a date'))],
    [
      {
        do: 'add',
        numbers: [0],
        places: [{ kind: 'everywhere' }],
        until: 7_200_000,
        reason: 0,
        reference: true,
        update: false,
      },
      sync(),
      { do: 'jump', ms: 365 * day },
      sync(),
    ],
  ),
  ...(
    [
      ['before it was read back', unread],
      ['after its answer was lost', [...fault('writes', { do: 'dropAfterCommit' }), ...unread]],
    ] as const
  ).map(([when, faults]) =>
    story(
      `what was put on anew in the place of ours is not ours to undo: ${when}`,
      [account('weya', [])],
      [sync(), add(0), sync(faults), { do: 'remoteReplace', account: 0, number: 0 }, sync(), undo, sync(), sync()],
    ),
  ),
  story(
    'a block there for an agent at rest is not cut to the end that ours has',
    [account('yappr', [8], { agents: [1], rests: true })],
    [
      {
        do: 'add',
        numbers: [8],
        places: [{ kind: 'agent', account: 0, agent: 1 }],
        until: 2 * 3_600_000,
        reason: null,
        reference: true,
        update: false,
      },
      sync(),
      sync(),
    ],
  ),
  story(
    'a question about the record of an agent at rest is not about the whole account',
    [account('yappr', [], { rests: true })],
    [
      { do: 'remoteAdd', account: 0, number: 0, agents: [1], until: 2 * 3_600_000, reason: null },
      { do: 'scanFile', account: 0, columns: 'numbers' },
      sync(),
      sync(),
    ],
  ),
  story(
    'a question about the list of an agent that is gone says that it is gone',
    [account('osvi', [0], { agents: [1], adopt: 'ask' })],
    [sync(), { do: 'agentGoes', account: 0, agent: 1 }, sync(), sync()],
  ),
  story(
    'an agent made again under its name is asked about',
    [account('osvi', [])],
    [sync(), addForAgent(0, 1), sync(), { do: 'agentRemade', account: 0, agent: 0 }, sync(), sync()],
  ),
  ...vendorsThat(({ agents }) => agents !== 'none').map((vendor) =>
    story(
      `what is blocked for an agent stays so when the account is connected again (${vendor})`,
      [account(vendor, [])],
      [sync(), addForAgent(0, 1), { do: 'reconnect', account: 0 }, sync(), sync()],
    ),
  ),
  ...vendorsThat(({ agents }) => agents !== 'none').flatMap((vendor) =>
    [true, false].map((isSame) =>
      story(
        `an agent that is called ${isSame ? 'the same' : 'another one'} (${vendor})`,
        [account(vendor, [])],
        [
          sync(),
          addForAgent(0, 1),
          sync(),
          { do: 'agentRemade', account: 0, agent: 0 },
          sync(),
          { do: 'answerSame', question: 0, isSame },
          sync(),
          { do: 'undo', back: 0 },
          sync(),
          sync(),
        ],
      ),
    ),
  ),
];

/** C. Quiet, and read. */
const manners: readonly Story[] = [
  ...(['reasons of 100 characters', 'reasons folded and composed', 'reasons with &amp;'] as const).map((name) =>
    story(`${name} are no change`, [account('yappr', [], like(name))], [sync(), addOddly(), sync(), sync(), sync()]),
  ),
  ...(['expiries in whole seconds', 'expiries in whole minutes'] as const).map((name) =>
    story(`${name} are no change`, [account('yappr', [], like(name))], [sync(), addOddly(oddTime), sync(), sync()]),
  ),
  ...(
    ['lists without reasons', 'answers without reasons', 'lists without expiries', 'lists without agents'] as const
  ).map((name) =>
    story(
      `${name} say nothing of what they leave out`,
      [account('yappr', [1], { ...like(name), agents: [0] })],
      [addOddly(oddTime), sync(), sync(), sync()],
    ),
  ),
  ...vendors.map((vendor) =>
    story(
      `lists that never say how long they are are read to their end (${vendor})`,
      [account(vendor, [0, 1, 2, 3, 4], { settings: { maxPageSize: 2, totals: 'absent' } })],
      [sync(), add(5), sync(), { do: 'remoteRemove', account: 0, number: 4 }, sync()],
    ),
  ),
  ...(['lists without agents', 'lists without expiries'] as const).map((name) =>
    story(
      `${name} hide what somebody changed there, and the grid says that they do`,
      [account('yappr', [], like(name))],
      [
        sync(),
        add(0),
        sync(),
        {
          do: 'remoteChange',
          account: 0,
          number: 0,
          what: name === 'lists without agents' ? 'agents' : 'until',
          to: 1,
        },
        sync(),
        sync(),
      ],
    ),
  ),
  ...vendors.flatMap((vendor) =>
    (['numbers without +', 'numbers as they are dialled'] as const).map((name) =>
      story(
        `${name} are the same numbers (${vendor})`,
        [account(vendor, [1, 4], like(name))],
        [sync(), add(0, 3), sync(), sync(), remove(0, 3), sync(), sync()],
      ),
    ),
  ),
  ...vendors.map((vendor) =>
    story(
      `numbers without + that are about to be sent are not added again (${vendor})`,
      [account(vendor, [3, 5], like('numbers without +'))],
      [add(3, 5), sync(), sync()],
    ),
  ),
  ...vendors.map((vendor) =>
    story(
      `of two numbers with the same digits each is told by its record, and the release of one leaves the other (${vendor})`,
      [account(vendor, [], like('numbers without +'))],
      [add(10, 11), sync(), sync(), remove(10), sync(), sync()],
    ),
  ),
  story(
    'of two numbers with the same digits the one that is gone is gone',
    [account('yappr', [], like('numbers without +'))],
    [add(11), sync(), add(10), sync(), { do: 'remoteRemove', account: 0, number: 10 }, sync(), sync()],
  ),
  story(
    'of two records of a number the one for everybody blocks for everybody',
    [account('yappr', [0], { agents: [0] })],
    [add(0), { do: 'remoteDuplicate', account: 0, number: 0 }, sync(), sync()],
  ),
  ...(['newestFirst', 'oldestFirst'] as const).flatMap((order) =>
    [2, 100].map((maxPageSize) =>
      story(
        `a record that is over hides no other of its number (${order}, ${maxPageSize} a page)`,
        [account('yappr', [5], { adopt: 'ask', settings: { order, maxPageSize } })],
        [
          { do: 'remoteDuplicate', account: 0, number: 5 },
          sync(),
          { do: 'remoteExpire', account: 0, number: 5 },
          add(0),
          sync(),
          sync(),
        ],
      ),
    ),
  ),
  ...vendorsThatRemove.map((vendor) =>
    story(
      `a release is about all records of a number (${vendor})`,
      [account(vendor, [])],
      [add(0), sync(), { do: 'remoteDuplicate', account: 0, number: 0 }, sync(), remove(0), sync(), sync()],
    ),
  ),
];

export const vendorStories: readonly Story[] = [...owners, ...clocks, ...strangerStories, ...truths, ...manners].filter(
  ({ name }) => isHeld(name),
);
