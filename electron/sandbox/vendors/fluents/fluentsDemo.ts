// Fluents in the demo: one environment, an opt-out that it recorded by itself, and a record removed in its dashboard.
import type { VendorDemo } from '../../demoTypes.ts';

export const fluentsDemo: VendorDemo = {
  name: 'Fluents (sandbox)',
  token: 'fl_demo_production_key',
  agents: [],
  callReferences: [],
  records: [
    { number: '+12125550142', daysAgo: 30, reason: 'Customer requested to be removed from calling list' },
    {
      number: '+13105550188',
      daysAgo: 29,
      reason: 'The contact asked the agent not to call again.',
      source: 'auto',
    },
    { number: '+442079460018', daysAgo: 28 },
  ],
  groups: [{ count: 21, range: '+1646555', reason: 'asked on the phone', category: 'customer request', daysAgo: 23 }],
  removedThere: ['+14155550107'],
};
