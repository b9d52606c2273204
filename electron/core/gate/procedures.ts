/** Handlers of the area `gate`: thin, they only call the services. */
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { GateService } from './gateService.ts';

/** Handlers of the area `gate`. */
export function createGateProcedures({ tokens, ...gate }: GateService) {
  return {
    gate: {
      state: os.gate.state.handler(() => ({ settings: gate.settings(), listening: gate.listening() })),
      saveSettings: os.gate.saveSettings.handler(({ input }) => unwrap(gate.save(input))),
      answers: os.gate.answers.handler(async ({ input }) => unwrap(await gate.answers.page(input))),
      exportAnswers: os.gate.exportAnswers.handler(async function* ({ input }) {
        yield* unwrap(await gate.answers.export(input));
      }),
      tokens: os.gate.tokens.handler(() => tokens.list()),
      makeToken: os.gate.makeToken.handler(({ input }) => unwrap(tokens.make(input))),
      revokeToken: os.gate.revokeToken.handler(({ input }) => unwrap(tokens.revoke(input.id))),
    },
  };
}
