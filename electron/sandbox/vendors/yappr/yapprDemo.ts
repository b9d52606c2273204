// Yappr in the demo: three agents, a record for one of them, and blocks that end.
import type { VendorDemo } from '../../demoTypes.ts';

const sales = '7e8a91c1-0000-4c11-9a00-000000000001';

export const yapprDemo: VendorDemo = {
  name: 'Yappr (sandbox)',
  token: 'ypr_live_demo_key_of_the_sandbox',
  agents: [
    { id: sales, name: 'Sales agent' },
    { id: '7e8a91c1-0000-4c11-9a00-000000000002', name: 'Renewals agent' },
    { id: '7e8a91c1-0000-4c11-9a00-000000000003', name: 'Survey agent' },
  ],
  callReferences: [],
  records: [
    { number: '+972501234567', daysAgo: 10, reason: 'Customer requested removal' },
    { number: '+972529876543', daysAgo: 9, reason: 'Only renewals may call', agents: [sales] },
    { number: '+97235551212', daysAgo: 8, reason: 'Out of the country', expiresInDays: 60 },
  ],
  groups: [
    {
      count: 24,
      range: '+1646555',
      reason: 'renewals still allowed',
      category: 'customer request',
      daysAgo: 72,
      agent: 'Sales agent',
    },
    {
      count: 16,
      range: '+97250',
      reason: 'out of the country',
      category: 'pause',
      daysAgo: 41,
      expiresInDays: 45,
    },
  ],
  removedThere: [],
};
