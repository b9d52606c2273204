/** Handlers of registries: thin, over the service. */
import { unwrap } from '../list/procedures.ts';
import { os } from '../desk/rpc.ts';
import type { Registries } from './registryService.ts';

export function createRegistryProcedures(registries: Registries) {
  const { loads } = registries;
  return {
    registries: {
      list: os.registries.list.handler(() => registries.list()),
      open: os.registries.open.handler(({ input, context, errors }) => {
        if (input.from.kind === 'path' && context.host === 'web')
          throw errors.BAD_INPUT({ message: 'The page cannot name a path. Drop the file on the window instead.' });
        return unwrap(loads.open(input), errors);
      }),
      preview: os.registries.preview.handler(({ input, errors }) => unwrap(loads.preview(input.load), errors)),
      apply: os.registries.apply.handler(({ input: { load, ...choice }, errors }) =>
        unwrap(loads.apply(load, choice), errors),
      ),
      discard: os.registries.discard.handler(async ({ input }) => ({ ok: await loads.discard(input.load) })),
      remove: os.registries.remove.handler(async ({ input, errors }) =>
        unwrap(await registries.remove(input.list, input.area), errors),
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
