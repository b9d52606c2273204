// The demo's four accounts: agents with plausible names, a few records that the vendors already hold, and the calls
// that Weya wants named in an add. Everything is fixed, tokens included, so that a demo looks the same every time.
import type { SandboxControl } from './control.ts';
import type { CallReference, VendorName } from './sandboxTypes.ts';

/** What is needed to connect one demo account. */
export interface DemoAccount {
  readonly vendor: VendorName;
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  /** The sandbox's name for the organisation behind the token. */
  readonly tenant: string;
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  /** Calls that exist at this vendor (Weya). */
  readonly callReferences: readonly CallReference[];
}

const DAY = 86_400_000;
const WEYA_BATCH = '64e5f12345abcdef98765432';

const WEYA_CALLS: readonly CallReference[] = Array.from({ length: 8 }, (_, index) => ({
  batchId: WEYA_BATCH,
  requestUUID: `550e8400-e29b-41d4-a716-44665544000${index}`,
}));

/** Makes the demo's tenants `demo-osvi`, `demo-fluents`, `demo-weya` and `demo-yappr`. `now` is epoch ms. */
export function seedDemo(control: SandboxControl, now: number): DemoAccount[] {
  const osviAgents = [
    { id: 'agent_IsZ3Q6Sf_60Eh26XQMGbz-R_og', name: 'Outbound 1' },
    { id: 'agent_Qm81vT2k_71Fj35YRNHcy-S_pk', name: 'Outbound 2' },
  ];
  const yapprAgents = [
    { id: '7e8a91c1-0000-4c11-9a00-000000000001', name: 'Sales agent' },
    { id: '7e8a91c1-0000-4c11-9a00-000000000002', name: 'Renewals agent' },
    { id: '7e8a91c1-0000-4c11-9a00-000000000003', name: 'Survey agent' },
  ];

  const osvi = control.createTenant({
    vendor: 'osvi',
    id: 'demo-osvi',
    token: 'demo0osvi0token1',
    agents: osviAgents,
  });
  control.addRecords({
    tenant: osvi.id,
    records: [
      { number: '+919876543210', agents: osviAgents.map(({ id }) => id), reason: 'customer opted out' },
      { number: '+919845012345', agents: ['agent_IsZ3Q6Sf_60Eh26XQMGbz-R_og'], reason: 'asked on the phone' },
      { number: '+917022334455', agents: ['agent_Qm81vT2k_71Fj35YRNHcy-S_pk'] },
    ].map((record, index) => ({ ...record, createdAt: now - (40 - index) * DAY })),
  });

  const fluents = control.createTenant({ vendor: 'fluents', id: 'demo-fluents', token: 'fl_demo_production_key' });
  control.addRecords({
    tenant: fluents.id,
    records: [
      { number: '+12125550142', reason: 'Customer requested to be removed from calling list' },
      { number: '+13105550188', reason: 'The contact asked the agent not to call again.', source: 'auto' as const },
      { number: '+442079460018' },
    ].map((record, index) => ({ ...record, createdAt: now - (30 - index) * DAY })),
  });

  const weya = control.createTenant({
    vendor: 'weya',
    id: 'demo-weya',
    token: 'weya_demo_workspace_token',
    callReferences: [...WEYA_CALLS],
  });
  control.addRecords({
    tenant: weya.id,
    records: [
      { number: '+12125551234', label: 'customer_request', ...WEYA_CALLS[0] },
      { number: '+14155550123', label: 'complaint', ...WEYA_CALLS[1] },
    ].map((record, index) => ({ ...record, createdAt: now - (20 - index) * DAY })),
  });

  const yappr = control.createTenant({
    vendor: 'yappr',
    id: 'demo-yappr',
    token: 'ypr_live_demo_key_of_the_sandbox',
    agents: yapprAgents,
  });
  control.addRecords({
    tenant: yappr.id,
    records: [
      { number: '+972501234567', reason: 'Customer requested removal' },
      { number: '+972529876543', reason: 'Only renewals may call', agents: ['7e8a91c1-0000-4c11-9a00-000000000001'] },
      { number: '+97235551212', reason: 'Out of the country', expiresAt: now + 60 * DAY },
    ].map((record, index) => ({ ...record, createdAt: now - (10 - index) * DAY })),
  });

  const names = {
    osvi: 'OSVI (sandbox)',
    fluents: 'Fluents (sandbox)',
    weya: 'Weya (sandbox)',
    yappr: 'Yappr (sandbox)',
  };
  return [osvi, fluents, weya, yappr].map((tenant) => ({
    vendor: tenant.vendor,
    name: names[tenant.vendor],
    baseUrl: tenant.baseUrl,
    token: tenant.token,
    tenant: tenant.id,
    agents: tenant.agents.map(({ id, name }) => ({ id, name })),
    callReferences: tenant.vendor === 'weya' ? WEYA_CALLS : [],
  }));
}
