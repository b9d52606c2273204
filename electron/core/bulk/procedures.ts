/** Handlers of bulk edits and removals: thin, they only call the service. */
import { os } from '../desk/rpc.ts';
import { unwrap } from '../answer.ts';
import type { BulkService } from './bulkService.ts';

/** Makes them over a service. */
export function createBulkProcedures(bulk: BulkService) {
  return {
    bulk: {
      preview: os.bulk.preview.handler(({ input }) => unwrap(bulk.preview(input.of, input.act))),
      summary: os.bulk.summary.handler(({ input }) => unwrap(bulk.summary(input.bulk))),
      items: os.bulk.items.handler(({ input }) => {
        const { items, total } = unwrap(bulk.items(input.bulk, input.group, input.offset, input.limit));
        return { items: [...items], total };
      }),
      export: os.bulk.export.handler(async function* ({ input }) {
        yield* unwrap(bulk.export(input.bulk, input.group));
      }),
      rejects: os.bulk.rejects.handler(async function* ({ input }) {
        yield* unwrap(bulk.rejects(input.bulk));
      }),
      apply: os.bulk.apply.handler(({ input }) => ({
        job: unwrap(bulk.apply(input.bulk, input.why, input.confirm)),
      })),
      result: os.bulk.result.handler(({ input }) => unwrap(bulk.result(input.bulk))),
      list: os.bulk.list.handler(() => bulk.list()),
      discard: os.bulk.discard.handler(async ({ input }) => {
        unwrap(await bulk.discard(input.bulk));
        return { ok: true };
      }),
    },
  };
}
