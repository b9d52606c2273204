/** Handlers of the area `policy`: thin, over the service. */
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { PolicyService } from './policyService.ts';

/** Handlers of the area `policy`. */
export function createPolicyProcedures(policy: PolicyService) {
  return {
    policy: {
      state: os.policy.state.handler(() => policy.state()),
      save: os.policy.save.handler(({ input }) => unwrap(policy.save(input.text, input.basedOn))),
      confirm: os.policy.confirm.handler(({ input }) => unwrap(policy.confirm(input.version))),
      download: os.policy.download.handler(async function* ({ input }) {
        yield Buffer.from(unwrap(await policy.read(input.part, input.version))).toString('base64');
      }),
      export: os.policy.export.handler(async ({ input }) =>
        unwrap(await policy.export(input, input.path, input.replace)),
      ),
    },
  };
}
