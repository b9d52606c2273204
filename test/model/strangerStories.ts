/** Stories of another organisation's list, which a wrong token opens, and of a wait that nobody means. */
import { vendorsThat } from '../support/vendors.ts';
import { account, add, fault, story, type Story, sync } from './storyParts.ts';

export const strangerStories: readonly Story[] = [
  ...vendorsThat(({ agents }) => agents !== 'none').map((vendor) =>
    story(
      `with a stranger's token nothing is sent to ${vendor}`,
      [account(vendor, [0])],
      [
        sync(),
        add(1),
        sync(),
        { do: 'moveToken', account: 0, isBack: false },
        add(2),
        sync(),
        sync(),
        { do: 'moveToken', account: 0, isBack: true },
        sync(),
        sync(),
      ],
    ),
  ),
  story(
    "what one look with a stranger's token shows is not taken over",
    [account('yappr', [0])],
    [
      sync(),
      { do: 'moveToken', account: 0, isBack: false },
      { do: 'checkNow', account: 0, number: 1, faults: [] },
      { do: 'moveToken', account: 0, isBack: true },
      sync(),
    ],
  ),
  story(
    'a wait of a year is a question, and a person who syncs tries at once',
    [account('osvi', [])],
    [sync(), add(0), sync(fault('writes', { do: 'rateLimited', retryAfter: 31_536_000 })), sync(), sync()],
  ),
];
