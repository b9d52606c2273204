// The demo's accounts, one per simulated vendor: agents with plausible names, a few records that the vendor already
// holds, and the calls that an add may name. What each vendor contributes is in its own folder (vendors/).
import type { SandboxControl } from './controlTypes.ts';
import type { DemoRecord } from './demoTypes.ts';
import { sandboxVendors } from './sandboxVendors.ts';
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
  /** Calls that exist at this vendor. */
  readonly callReferences: readonly CallReference[];
}

const dayMs = 86_400_000;

/**
 * Makes one tenant per vendor, named `demo-VENDOR`. `now` is epoch ms.
 * @throws where one is there already
 */
export function seedDemo(control: SandboxControl, now: number): DemoAccount[] {
  return sandboxVendors.map(({ model: { name: vendor }, demo }) => {
    const { name, token, agents, callReferences } = demo;
    const id = `demo-${vendor}`;
    const { baseUrl } = control.createTenant({
      vendor,
      id,
      token,
      agents: [...agents],
      callReferences: [...callReferences],
    });
    control.addRecords({ tenant: id, records: demo.records.map((record) => toRecord(record, now)) });
    return { vendor, name, baseUrl, token, tenant: id, agents, callReferences };
  });
}

function toRecord({ daysAgo, expiresInDays, ...record }: DemoRecord, now: number) {
  const expiresAt = expiresInDays === undefined ? null : now + expiresInDays * dayMs;
  return { ...record, createdAt: now - daysAgo * dayMs, expiresAt };
}
