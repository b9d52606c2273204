/** All vendors. The one place outside a vendor's folder that names it. */
import type { VendorAdapter } from './adapter.ts';
import { countrySetting } from './commonSettings.ts';
import { fluentsAdapter } from './fluents/fluentsAdapter.ts';
import { osviAdapter } from './osvi/osviAdapter.ts';
import { weyaAdapter } from './weya/weyaAdapter.ts';
import { yapprAdapter } from './yappr/yapprAdapter.ts';

export const vendorAdapters: readonly VendorAdapter[] = [osviAdapter, fluentsAdapter, weyaAdapter, yapprAdapter].map(
  (adapter) => ({ ...adapter, settings: [...adapter.settings, countrySetting] }),
);

/** The adapter with this id, as in `accounts add VENDOR`; undefined when there is none. */
export function findAdapter(id: string): VendorAdapter | undefined {
  return vendorAdapters.find((adapter) => adapter.id === id);
}
