/** Handlers of the list and of batches: thin, over the services. A refusal becomes the contract's error of its code. */
import { parseE164 } from '../../../shared/domain/numbers/number.ts';
import { os } from '../desk/rpc.ts';
import type { BatchService } from './batches/batchService.ts';
import type { Answer } from './commands/listDeps.ts';
import type { ListService } from './listService.ts';

type ErrorMakers = {
  readonly BAD_INPUT: (options: { message: string; data?: { field?: string } }) => Error;
  readonly NOT_FOUND: (options: { message: string }) => Error;
  readonly NEEDS_PERSON: (options: { message: string }) => Error;
};

/** The value of an answer, or the contract's error of its code. */
export function unwrap<T>(answer: Answer<T>, errors: ErrorMakers): T {
  if (answer.ok) return answer.value;
  const { code, message, field } = answer;
  throw code === 'BAD_INPUT'
    ? errors.BAD_INPUT({ message, ...(field === undefined ? {} : { data: { field } }) })
    : errors[code]({ message });
}

export function createListProcedures({ list, batches }: { list: ListService; batches: BatchService }) {
  return {
    entries: {
      list: os.entries.list.handler(async ({ input }) => list.search(input)),
      get: os.entries.get.handler(({ input, errors }) => unwrap(list.get(input), errors)),
      check: os.entries.check.handler(({ input, errors }) => unwrap(list.check(input), errors)),
      add: os.entries.add.handler(({ input, errors }) => {
        const { outcomes, ...written } = unwrap(list.add(input), errors);
        return { ...written, outcomes: [...outcomes] };
      }),
      edit: os.entries.edit.handler(({ input, errors }) => {
        const { missing, ...written } = unwrap(list.edit(input), errors);
        return { ...written, missing: [...missing] };
      }),
      remove: os.entries.remove.handler(({ input, errors }) => {
        const { missing, ...written } = unwrap(list.remove(input), errors);
        return { ...written, missing: [...missing] };
      }),
      export: os.entries.export.handler(async function* ({ input, errors }) {
        yield* unwrap(list.export(input), errors);
      }),
    },
    batches: {
      list: os.batches.list.handler(async ({ input: { search = '', ...query } }) => [
        ...(search === '' ? batches.list(query) : await batches.find({ ...query, search })),
      ]),
      undo: os.batches.undo.handler(async ({ input, errors }) => {
        const { left, ...written } = unwrap(await batches.undo(input), errors);
        return { ...written, left: [...left] };
      }),
      left: os.batches.left.handler(({ input, errors }) => {
        const after = input.after === undefined ? undefined : parseE164(input.after);
        const found = batches.left(input.batch, after, input.limit);
        if (found === undefined) throw errors.NOT_FOUND({ message: `There is no batch ${input.batch}.` });
        return { left: [...found.left], total: found.total };
      }),
      rejects: os.batches.rejects.handler(async function* ({ input, errors }) {
        const chunks = batches.rejects(input);
        if (chunks === undefined) throw errors.NOT_FOUND({ message: `There is no batch ${input.batch}.` });
        yield* chunks;
      }),
    },
  };
}
