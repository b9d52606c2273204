/** What OSVI's documented API can do (docs/vendors.md). */
import type { Capabilities } from '../../../../shared/domain/vendor/remote.ts';

export const osviCapabilities: Capabilities = {
  agents: 'record',
  listTargets: true,
  list: 'paged',
  pageSize: 100,
  newestFirst: false,
  lookup: true,
  addMany: 1,
  update: [],
  remove: 'api',
  addIsIdempotent: false,
  needsCallReference: false,
  mailsOnAdd: false,
  requestsPerMinute: null,
  keeps: {
    reason: {
      how: 'kept',
      note: 'OSVI keeps the reason that a number is added with. A later change of the reason stays here.',
    },
    expiry: { how: 'emulated', note: 'OSVI blocks for ever. DNC Desk removes the number there when its time is over.' },
    agents: {
      how: 'kept',
      note: 'OSVI keeps a list for each agent. A block everywhere is one record on the list of each known agent.',
    },
    remove: { how: 'kept', note: "A number that you release here is removed from OSVI's lists." },
    list: { how: 'kept', note: "DNC Desk reads each agent's list in full and compares it." },
  },
  warnings: [
    'OSVI lists active agents only. DNC Desk remembers an agent once it has seen it, and goes on blocking for it.',
    'OSVI cannot change a reason. Removing and adding the number would leave it unblocked in between, so DNC Desk does not do that.',
  ],
};
