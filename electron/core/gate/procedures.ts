/** Handlers of the areas `gate` and `callForms`: thin, they only call the services. */
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import { callFormPresets } from './callForms.ts';
import type { GateService } from './gateService.ts';

/** Handlers of the areas `gate` and `callForms`. */
export function createGateProcedures({ tokens, ...gate }: GateService) {
  return {
    callForms: {
      list: os.callForms.list.handler(() => ({
        forms: gate.forms.list(),
        unread: gate.forms.listUnread(),
        presets: [...callFormPresets],
      })),
      save: os.callForms.save.handler(({ input }) => {
        gate.forms.save(input);
        return input;
      }),
      remove: os.callForms.remove.handler(({ input }) => ({ ok: gate.forms.remove(input.name) })),
      asked: os.callForms.asked.handler(() => gate.asked.list()),
      answerWord: os.callForms.answerWord.handler(async ({ input }) =>
        unwrap(await gate.asked.answerWord(input.id, input.means)),
      ),
      answerNumber: os.callForms.answerNumber.handler(({ input }) =>
        unwrap(gate.asked.answerNumber(input.id, input.number)),
      ),
      takeBackAnswer: os.callForms.takeBackAnswer.handler(async ({ input }) =>
        unwrap(await gate.asked.takeBack(input.id)),
      ),
    },
    gate: {
      state: os.gate.state.handler(() => ({ settings: gate.settings(), listening: gate.listening() })),
      saveSettings: os.gate.saveSettings.handler(({ input }) => unwrap(gate.save(input))),
      answers: os.gate.answers.handler(async ({ input }) => unwrap(await gate.answers.page(input))),
      exportAnswers: os.gate.exportAnswers.handler(async function* ({ input }) {
        yield* unwrap(await gate.answers.export(input));
      }),
      tokens: os.gate.tokens.handler(() => tokens.list()),
      makeToken: os.gate.makeToken.handler(({ input }) => unwrap(tokens.make(input))),
      confirmToken: os.gate.confirmToken.handler(({ input }) => unwrap(tokens.confirm(input.id))),
      revokeToken: os.gate.revokeToken.handler(({ input }) => unwrap(tokens.revoke(input.id))),
    },
  };
}
