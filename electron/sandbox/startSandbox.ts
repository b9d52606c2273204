// A sandbox ready to be used by hand: the server with the demo's accounts on it. It prints nothing itself; the command
// line and the demo print what they need.
import { createSandbox, type Sandbox, type SandboxOptions } from './createSandbox.ts';
import { type DemoAccount, seedDemo } from './seedDemo.ts';

export interface StartedSandbox extends Sandbox {
  readonly accounts: readonly DemoAccount[];
}

/**
 * Starts the server and fills it.
 * @throws where the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<StartedSandbox> {
  const sandbox = await createSandbox(options);
  const { now } = sandbox.control.advanceClock({ ms: 0 });
  return { ...sandbox, accounts: seedDemo(sandbox.control, now) };
}
