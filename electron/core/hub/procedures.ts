/** Handlers of the area `hub`: thin, they only call the service. */
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { HubService } from './hubService.ts';

/** Handlers of the area `hub`. */
export function createHubProcedures(hub: HubService) {
  return {
    hub: {
      state: os.hub.state.handler(() => hub.view()),
      join: os.hub.join.handler(async ({ input }) => unwrap(await hub.join(input.line))),
      leave: os.hub.leave.handler(() => hub.leave()),
      sync: os.hub.sync.handler(async () => unwrap(await hub.sync())),
      accept: os.hub.accept.handler(async ({ input }) => unwrap(await hub.accept(input.saw))),
      lead: os.hub.lead.handler(async ({ input }) => unwrap(await hub.takeLead(input.prefer ?? null))),
      answer: os.hub.answer.handler(({ input }) => unwrap(hub.answer(input.id, input.answer, input.version))),
      saveSettings: os.hub.saveSettings.handler(({ input }) => unwrap(hub.saveOpenHours(input.openHours))),
    },
  };
}
