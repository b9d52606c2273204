/** What Weya's documented API can do (docs/vendors.md). The same API is sold under other base URLs. */
import type { Capabilities } from '../../../../shared/domain/vendor/remote.ts';

export const weyaCapabilities: Capabilities = {
  agents: 'none',
  listTargets: false,
  list: 'paged',
  pageSize: 100,
  newestFirst: false,
  lookup: true,
  addMany: 1,
  update: [],
  remove: 'api',
  addIsIdempotent: false,
  needsCallReference: true,
  mailsOnAdd: true,
  requestsPerMinute: null,
  keeps: {
    reason: { how: 'lost', note: 'Weya has no field for the reason. It stays here.' },
    category: {
      how: 'kept',
      note: 'Weya keeps the category as the label ("type") of the record. It is sent once and never compared.',
    },
    expiry: { how: 'emulated', note: 'Weya blocks for ever. DNC Desk removes the number there when its time is over.' },
    agents: { how: 'lost', note: 'The list belongs to the whole organisation. A block cannot be limited to an agent.' },
    remove: {
      how: 'kept',
      note: "A number that you release here is removed from Weya's list. That cannot be undone there.",
    },
    list: { how: 'kept', note: 'DNC Desk reads the list of the organisation in full and compares it.' },
  },
  warnings: [
    'Weya takes a number only with the batch id and request UUID of the call in which the person asked. Entries without them wait under "needs a call reference".',
    "Weya e-mails your organisation's admin for every number that is added: a first push of 500 numbers sends 500 mails.",
    'Weya can switch its do-not-call check off for the whole organisation. A list that is in step is no proof that Weya enforces it: check that in its dashboard.',
    'Weya removes a block for ever, with its recording and transcript. DNC Desk never reads or keeps either.',
  ],
};
