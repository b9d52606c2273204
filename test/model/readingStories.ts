/** Stories of a list that is read while other things happen: what goes first, and what a reading may conclude. */
import { findVendor, vendorNames } from '../../electron/sandbox/sandboxVendors.ts';
import type { Interruption } from './scenario.ts';
import { account, add, story, type Story, sync } from './storyParts.ts';

const most = [0, 1, 2, 3, 4, 5, 6, 7];
const all = [...most, 8, 9];
const pages = { maxPageSize: 2, pageShape: 'data', onDuplicate: 'create' } as const;

function during(nth: number, what: Interruption['what']): Interruption {
  return { nth, when: 'after', what };
}

function adding(...numbers: readonly number[]): Interruption['what'] {
  return {
    do: 'add',
    numbers,
    places: [{ kind: 'everywhere' }],
    until: null,
    reason: 0,
    reference: true,
    update: false,
  };
}

/** Who takes an add before the list was read. */
const takers = vendorNames.filter((vendor) => findVendor(vendor).model.repeatedAdd !== 'undocumented');

export const readingStories: readonly Story[] = [
  ...takers.flatMap((vendor) =>
    (['oldestFirst', 'newestFirst'] as const).map((order) =>
      story(
        `a new block does not wait for the reading of a list: ${vendor}, ${order}`,
        [account(vendor, most, { settings: { ...pages, order } })],
        [sync(), sync([], during(3, adding(8, 9))), sync()],
      ),
    ),
  ),
  story(
    'a new block does not wait for the first reading of a list',
    [account('yappr', most, { settings: pages })],
    [add(0, 1), sync([], during(3, adding(8))), sync()],
  ),
  // More than five numbers again. At Weya they move the pages that are still to come; OSVI's other list is read meanwhile.
  ...(
    [
      ['weya', 1],
      ['osvi', 2],
    ] as const
  ).map(([vendor, nth]) =>
    story(
      `what is added while a list is read is not missing from it: ${vendor}`,
      [account(vendor, [0, 1, 2], { settings: { ...pages, order: 'newestFirst' } })],
      [sync(), sync([], during(nth, adding(3, 4, 5, 6, 7, 8))), sync()],
    ),
  ),
  ...vendorNames.flatMap((vendor) =>
    [2, 3, 4, 5].flatMap((nth) => [
      story(
        `a reading goes on where it was killed: ${vendor}, ${nth}`,
        [account(vendor, most, { settings: pages })],
        [sync(), sync([], during(nth, { do: 'kill', drop: 0 })), sync(), sync()],
      ),
      story(
        `what was read before a break is kept, and what moved is not missed: ${vendor}, ${nth}`,
        [account(vendor, most, { settings: pages })],
        [
          sync(),
          sync([], during(nth, { do: 'cancel' })),
          { do: 'remoteRemove', account: 0, number: 0 },
          { do: 'remoteRemove', account: 0, number: 1 },
          { do: 'remoteAdd', account: 0, number: 9, agents: [], until: null, reason: null },
          sync(),
          sync(),
        ],
      ),
    ]),
  ),
  // More than five numbers, so that what is forgotten would stop as suspicious: single ones are looked up, and found.
  ...vendorNames.flatMap((vendor) =>
    [5, 6, 7].map((nth) =>
      story(
        `what was shown before a break counts as shown: ${vendor}, ${nth}`,
        [account(vendor, all, { settings: pages })],
        [sync(), sync([], during(nth, { do: 'kill', drop: 0 })), sync()],
      ),
    ),
  ),
  ...vendorNames.flatMap((vendor) =>
    [3, 4, 5].map((nth) =>
      story(
        `what moves past the place of a break is not taken for gone: ${vendor}, ${nth}`,
        [account(vendor, all, { settings: { ...pages, order: 'oldestFirst' } })],
        [
          sync(),
          sync([], during(nth, { do: 'cancel' })),
          ...[0, 1, 2, 3].map((number) => ({ do: 'remoteRemove' as const, account: 0, number })),
          sync(),
        ],
      ),
    ),
  ),
  ...vendorNames.map((vendor) =>
    story(
      `what a look at the head does not show is not missing: ${vendor}`,
      [account(vendor, all.slice(1), { settings: { ...pages, sorts: true } })],
      [sync(), { do: 'remoteAdd', account: 0, number: 0, agents: [], until: null, reason: null }, sync(), sync()],
    ),
  ),
  story(
    'what a look at the head shows is taken over though the reading breaks off',
    [account('fluents', all.slice(1), { settings: { ...pages, sorts: true } })],
    [
      sync(),
      { do: 'remoteAdd', account: 0, number: 0, agents: [], until: null, reason: null },
      sync([], during(5, { do: 'kill', drop: 0 })),
      sync(),
    ],
  ),
  story(
    'what is added between the two halves of a reading is not missing from it',
    [account('weya', [0, 1, 2, 3], { settings: { ...pages, order: 'newestFirst' } })],
    [
      sync(),
      sync([], during(2, { do: 'cancel' })),
      add(4, 5, 6, 7, 8, 9),
      { do: 'checkNow', account: 0, number: 4, faults: [] },
      sync(),
      sync(),
    ],
  ),
  ...[4, 5, 6].map((nth) =>
    story(
      `the reading of one agent’s list is not that of another: ${nth}`,
      [
        account('osvi', [], {
          settings: pages,
          records: all.map((number) => ({ number, agents: number < 4 ? [0] : [1], reason: false })),
        }),
      ],
      [sync(), sync([], during(nth, { do: 'kill', drop: 0 })), sync()],
    ),
  ),
];
