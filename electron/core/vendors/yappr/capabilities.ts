/** What Yappr's documented API can do (docs/vendors.md). */
import type { Capabilities } from '../../../../shared/domain/vendor/remote.ts';

export const yapprCapabilities: Capabilities = {
  agents: 'set',
  listTargets: true,
  list: 'paged',
  pageSize: 100,
  newestFirst: false,
  lookup: true,
  addMany: 1,
  update: ['reason', 'until', 'agents'],
  remove: 'api',
  addIsIdempotent: true,
  needsCallReference: false,
  mailsOnAdd: false,
  requestsPerMinute: 60,
  keeps: {
    reason: { how: 'kept', note: 'Yappr keeps the reason, and later changes of it.' },
    expiry: { how: 'kept', note: 'Yappr keeps the expiry and ends the block by itself.' },
    agents: {
      how: 'kept',
      note: 'Yappr keeps one record for a number: for all agents, or for the agents that are chosen.',
    },
    remove: { how: 'kept', note: "A number that you release here is removed from Yappr's list." },
    list: { how: 'kept', note: 'DNC Desk reads the list of the company in full and compares it.' },
  },
  warnings: [
    'Yappr allows 60 requests a minute: a first push of 1,000 numbers takes about 17 minutes.',
    'Yappr keeps one expiry for a number, whatever the agents: where agents differ, the latest is sent.',
    'Yappr does not document how its list is paged. DNC Desk reads on until nothing new comes.',
  ],
};
