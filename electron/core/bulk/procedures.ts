/** Handlers of bulk edits and removals: thin, over the service. */
import { os } from '../desk/rpc.ts';
import { unwrap } from '../list/procedures.ts';
import type { BulkService } from './bulkService.ts';

export function createBulkProcedures(bulk: BulkService) {
  return {
    bulk: {
      preview: os.bulk.preview.handler(({ input, errors }) => unwrap(bulk.preview(input.of, input.act), errors)),
      summary: os.bulk.summary.handler(({ input, errors }) => unwrap(bulk.summary(input.bulk), errors)),
      items: os.bulk.items.handler(({ input, errors }) => {
        const { items, total } = unwrap(bulk.items(input.bulk, input.group, input.offset, input.limit), errors);
        return { items: [...items], total };
      }),
      export: os.bulk.export.handler(async function* ({ input, errors }) {
        yield* unwrap(bulk.export(input.bulk, input.group), errors);
      }),
      rejects: os.bulk.rejects.handler(async function* ({ input, errors }) {
        yield* unwrap(bulk.rejects(input.bulk), errors);
      }),
      apply: os.bulk.apply.handler(({ input, errors }) => ({
        job: unwrap(bulk.apply(input.bulk, input.why, input.confirm), errors),
      })),
      result: os.bulk.result.handler(({ input, errors }) => unwrap(bulk.result(input.bulk), errors)),
      list: os.bulk.list.handler(() => bulk.list()),
      discard: os.bulk.discard.handler(({ input, errors }) => {
        unwrap(bulk.discard(input.bulk), errors);
        return { ok: true };
      }),
    },
  };
}
