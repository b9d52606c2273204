/** The vendors of the registry as tests ask for them: by what they can do, never by name. */
import { findAdapter, vendorAdapters } from '../../electron/core/vendors/registry.ts';
import type { Capabilities } from '../../shared/domain/vendor/remote.ts';

export const vendors: readonly string[] = vendorAdapters.map(({ id }) => id);

/**
 * What a vendor can do.
 * @throws where the registry has none of this name
 */
export function capabilitiesOf(vendor: string): Capabilities {
  const adapter = findAdapter(vendor);
  if (adapter === undefined) throw new Error(`no adapter ${vendor}`);
  return adapter.capabilities;
}

/**
 * The vendors that can do this.
 * @throws where there is none: a test of nothing would pass
 */
export function vendorsThat(can: (capabilities: Capabilities) => boolean): readonly string[] {
  const found = vendors.filter((vendor) => can(capabilitiesOf(vendor)));
  if (found.length === 0) throw new Error('no vendor can do that');
  return found;
}

export const canRemove = ({ remove }: Capabilities) => remove === 'api';
export const addsOneByOne = ({ addMany }: Capabilities) => addMany === 1;
export const blocksForGood = ({ keeps }: Capabilities) => keeps.expiry.how !== 'kept';

/** The agents to connect a vendor with, if it keeps one list per agent; none if it has one list. */
export function agentsFor(vendor: string, agents: readonly string[]): readonly string[] {
  return capabilitiesOf(vendor).agents === 'record' ? agents : [];
}

/** The name of the list with the records of an agent, or of the account. */
export function listFor(vendor: string, agent: string): string {
  return agentsFor(vendor, [agent])[0] ?? '';
}

/** For a sandbox whose vendors answer as fast as they are asked. */
export const noRateLimits = Object.fromEntries(vendors.map((vendor) => [vendor, null]));
