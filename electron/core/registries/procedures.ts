/** Handlers of registries: thin, they only call the service. */
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { Registries } from './registryService.ts';

/** Makes them over the service. */
export function createRegistryProcedures(registries: Registries) {
  const { loads } = registries;
  return {
    registries: {
      list: os.registries.list.handler(() => registries.list()),
      open: os.registries.open.handler(({ input }) => unwrap(loads.open(input))),
      preview: os.registries.preview.handler(({ input }) => unwrap(loads.preview(input.load))),
      apply: os.registries.apply.handler(({ input: { load, ...choice } }) => unwrap(loads.apply(load, choice))),
      discard: os.registries.discard.handler(async ({ input }) => ({ ok: await loads.discard(input.load) })),
      remove: os.registries.remove.handler(async ({ input }) =>
        unwrap(await registries.remove(input.list, input.area)),
      ),
      saveSubscription: os.registries.saveSubscription.handler(({ input }) => {
        registries.saveSubscription(input);
        return { ok: true };
      }),
      removeSubscription: os.registries.removeSubscription.handler(({ input }) => ({
        ok: registries.removeSubscription(input),
      })),
    },
  };
}
