// OSVI in the demo: two agents with a list each, and two records that are removed in the dashboard.
import type { VendorDemo } from '../../demoTypes.ts';

const first = 'agent_IsZ3Q6Sf_60Eh26XQMGbz-R_og';
const second = 'agent_Qm81vT2k_71Fj35YRNHcy-S_pk';

export const osviDemo: VendorDemo = {
  name: 'OSVI (sandbox)',
  token: 'demo0osvi0token1',
  agents: [
    { id: first, name: 'Outbound 1' },
    { id: second, name: 'Outbound 2' },
  ],
  callReferences: [],
  records: [
    { number: '+919876543210', daysAgo: 40, agents: [first, second], reason: 'customer opted out' },
    { number: '+919845012345', daysAgo: 39, agents: [first], reason: 'asked on the phone' },
    { number: '+917022334455', daysAgo: 38, agents: [second] },
  ],
  groups: [
    { count: 22, range: '+9198', reason: 'wrong number', category: 'wrong number', daysAgo: 121 },
    {
      count: 19,
      range: '+9198',
      reason: 'asked on the phone',
      category: 'customer request',
      daysAgo: 96,
      agent: 'Outbound 1',
    },
  ],
  removedThere: ['+12125550105', '+13105550103'],
};
