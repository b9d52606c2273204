// All simulated vendors. Outside a vendor's folder only this file names it; their order is the demo's.
import type { VendorDemo } from './demoTypes.ts';
import type { VendorModel, VendorName } from './sandboxTypes.ts';
import { fluentsDemo } from './vendors/fluents/fluentsDemo.ts';
import { fluentsModel } from './vendors/fluents/fluentsModel.ts';
import { osviDemo } from './vendors/osvi/osviDemo.ts';
import { osviModel } from './vendors/osvi/osviModel.ts';
import { weyaDemo } from './vendors/weya/weyaDemo.ts';
import { weyaModel } from './vendors/weya/weyaModel.ts';
import { yapprDemo } from './vendors/yappr/yapprDemo.ts';
import { yapprModel } from './vendors/yappr/yapprModel.ts';

export interface SandboxVendor {
  readonly model: VendorModel;
  readonly demo: VendorDemo;
}

export const sandboxVendors: readonly SandboxVendor[] = [
  { model: osviModel, demo: osviDemo },
  { model: fluentsModel, demo: fluentsDemo },
  { model: weyaModel, demo: weyaDemo },
  { model: yapprModel, demo: yapprDemo },
];

export const vendorNames: readonly VendorName[] = sandboxVendors.map(({ model }) => model.name);

/**
 * The simulated vendor of this name.
 * @throws where there is none
 */
export function findVendor(name: VendorName): SandboxVendor {
  const found = sandboxVendors.find(({ model }) => model.name === name);
  if (found === undefined) throw new Error(`the sandbox simulates no vendor ${name}`);
  return found;
}
