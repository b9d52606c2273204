// Weya in the demo: a few calls that an add may name, two records that name one, and two entries of the desk that do.
import type { VendorDemo } from '../../demoTypes.ts';
import type { CallReference } from '../../sandboxTypes.ts';

const calls: readonly CallReference[] = Array.from({ length: 8 }, (_, index) => ({
  batchId: '64e5f12345abcdef98765432',
  requestUUID: `550e8400-e29b-41d4-a716-44665544000${index}`,
}));

const asked = { count: 1, reason: 'asked the voice agent', category: 'customer request' } as const;

export const weyaDemo: VendorDemo = {
  name: 'Weya (sandbox)',
  token: 'weya_demo_workspace_token',
  agents: [],
  callReferences: calls,
  records: [
    { number: '+12125551234', daysAgo: 20, label: 'customer_request', ...calls[0] },
    { number: '+14155550123', daysAgo: 19, label: 'complaint', ...calls[1] },
  ],
  groups: [
    { ...asked, range: '+1310555', daysAgo: 2, call: 2 },
    { ...asked, range: '+1415555', daysAgo: 1, call: 3 },
  ],
  removedThere: [],
};
