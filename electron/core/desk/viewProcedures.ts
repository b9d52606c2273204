/** Handlers of the saved views: thin, over their service. */
import { unwrap } from '../answer.ts';
import { os } from './rpc.ts';
import type { Views } from './views.ts';

/** Handlers of the area `views`. */
export function createViewProcedures(views: Views) {
  return {
    views: {
      list: os.views.list.handler(() => views.list().map((view) => ({ ...view }))),
      save: os.views.save.handler(({ input }) => ({ ...unwrap(views.save(input)) })),
      remove: os.views.remove.handler(({ input }) => ({ removed: views.remove(input.id) })),
    },
  };
}
