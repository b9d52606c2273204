/** Handlers of Home: thin, over its service. */
import { deadlinePresets } from '../../../shared/domain/home/deadline.ts';
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { Home } from './home.ts';

/** Handlers of the area `home`. */
export function createHomeProcedures(home: Home) {
  return {
    home: {
      state: os.home.state.handler(() => home.state()),
      putOff: os.home.putOff.handler(async ({ input }) => unwrap(await home.putOff(input.key))),
      takeUp: os.home.takeUp.handler(() => home.takeUp()),
      deadlines: os.home.deadlines.handler(() => deadlinePresets.map((preset) => ({ ...preset }))),
      addSample: os.home.addSample.handler(() => unwrap(home.addSample())),
      clearSample: os.home.clearSample.handler(async () => unwrap(await home.clearSample())),
    },
  };
}
