/** Handlers of the list and of batches: thin, they only call the services. */
import { parseE164 } from '../../../shared/domain/numbers/number.ts';
import { notFound, Refused, unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { BatchService } from './batches/batchService.ts';
import type { ListService } from './listService.ts';
import { proceduresWords as say } from '../../../shared/words/core/list.ts';

/** Handlers of the areas `entries` and `batches`. */
export function createListProcedures({ list, batches }: { list: ListService; batches: BatchService }) {
  return {
    entries: {
      list: os.entries.list.handler(async ({ input }) => list.search(input)),
      get: os.entries.get.handler(({ input }) => unwrap(list.get(input))),
      check: os.entries.check.handler(({ input }) => unwrap(list.check(input))),
      add: os.entries.add.handler(({ input }) => {
        const { outcomes, ...written } = unwrap(list.add(input));
        return { ...written, outcomes: [...outcomes] };
      }),
      edit: os.entries.edit.handler(({ input }) => {
        const { missing, ...written } = unwrap(list.edit(input));
        return { ...written, missing: [...missing] };
      }),
      remove: os.entries.remove.handler(({ input }) => {
        const { missing, vendors, stillBlocked, ...written } = unwrap(list.remove(input));
        return { ...written, missing: [...missing], vendors: [...vendors], stillBlocked: [...stillBlocked] };
      }),
      foreseeRemoval: os.entries.foreseeRemoval.handler(({ input }) => {
        const { vendors, stillBlocked, asked, askedCount } = unwrap(list.foreseeRemoval(input));
        return { vendors: [...vendors], stillBlocked: [...stillBlocked], asked: [...asked], askedCount };
      }),
      redact: os.entries.redact.handler(({ input }) => {
        const { missing, told, ...done } = unwrap(list.redact(input));
        return { ...done, missing: [...missing], told: [...told] };
      }),
      foreseeRedaction: os.entries.foreseeRedaction.handler(({ input }) => ({
        sentences: [...unwrap(list.foreseeRedaction(input)).sentences],
      })),
      lacking: os.entries.lacking.handler(async ({ input }) => unwrap(await list.lacking(input))),
      keepBlocked: os.entries.keepBlocked.handler(async ({ input }) => unwrap(await list.keepBlocked(input))),
      redactAgain: os.entries.redactAgain.handler(async ({ input }) => {
        const { redacted, left } = unwrap(await list.redactAgain(input));
        return { redacted, left: [...left] };
      }),
      export: os.entries.export.handler(async function* ({ input }) {
        yield* unwrap(list.export(input));
      }),
    },
    batches: {
      list: os.batches.list.handler(async ({ input: { search = '', ...query } }) => [
        ...(search === '' ? batches.list(query) : await batches.find({ ...query, search })),
      ]),
      undo: os.batches.undo.handler(async ({ input }) => {
        const { left, ...written } = unwrap(await batches.undo(input));
        return { ...written, left: [...left] };
      }),
      foreseeUndo: os.batches.foreseeUndo.handler(({ input }) => {
        const { vendors, asked, ...rest } = unwrap(batches.foreseeUndo(input));
        return { ...rest, vendors: [...vendors], asked: [...asked] };
      }),
      left: os.batches.left.handler(({ input }) => {
        const after = input.after === undefined ? undefined : parseE164(input.after);
        const found = batches.left(input.batch, after, input.limit);
        if (found === undefined) throw new Refused(notFound(say.thereIsNoBatch(input.batch)));
        return { left: [...found.left], total: found.total };
      }),
      rejects: os.batches.rejects.handler(async function* ({ input }) {
        const chunks = batches.rejects(input);
        if (chunks === undefined) throw new Refused(notFound(say.thereIsNoBatch(input.batch)));
        yield* chunks;
      }),
    },
  };
}
