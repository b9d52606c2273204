/** Handlers of scrubs: thin translations between the contract and the scrub service. Only hosts on this machine may name paths. */
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { JobFailure } from '../desk/jobs.ts';
import type { Answer } from '../list/commands/listDeps.ts';
import { type CallContext, os } from '../desk/rpc.ts';
import type { ReadSettings, ScrubService } from './scrubService.ts';

type ErrorMakers = {
  readonly BAD_INPUT: (options: { message: string; data?: { field?: string } }) => Error;
  readonly FAILED: (options: { message: string }) => Error;
};

const noPaths = 'The page cannot name a path. Drop the file on the window, and download what comes of it.';

export function createScrubProcedures({ scrubs }: { readonly scrubs: ScrubService }) {
  const need = <T>(answer: Answer<T>, errors: ErrorMakers): T => {
    if (answer.ok) return answer.value;
    const { message, field } = answer;
    throw errors.BAD_INPUT({ message, ...(field === undefined ? {} : { data: { field } }) });
  };
  const refusePaths = ({ host }: CallContext, names: boolean, errors: ErrorMakers): void => {
    if (names && host === 'web') throw errors.BAD_INPUT({ message: noPaths });
  };

  return {
    scrub: {
      open: os.scrub.open.handler(async ({ input, context, errors }) => {
        const { from, region, ...settings } = input;
        refusePaths(context, from.kind === 'path', errors);
        return need(await scrubs.open(from, toSettings(settings), region as Region | undefined), errors);
      }),
      reread: os.scrub.reread.handler(async ({ input: { scrub, ...settings }, errors }) =>
        need(await scrubs.reread(scrub, toSettings(settings)), errors),
      ),
      forgetMapping: os.scrub.forgetMapping.handler(({ input, errors }) =>
        need(scrubs.forgetMapping(input.scrub), errors),
      ),
      get: os.scrub.get.handler(({ input, errors }) => need(scrubs.get(input.scrub), errors)),
      start: os.scrub.start.handler(({ input, context, errors }) => {
        refusePaths(context, input.to !== undefined, errors);
        return { job: need(scrubs.start(input.scrub, input.options, input.to), errors) };
      }),
      result: os.scrub.result.handler(({ input, errors }) => need(scrubs.result(input.scrub), errors)),
      download: os.scrub.download.handler(async function* ({ input, errors }) {
        for await (const bytes of need(scrubs.download(input.scrub, input.part), errors))
          yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      }),
      save: os.scrub.save.handler(async ({ input, context, errors }) => {
        refusePaths(context, true, errors);
        try {
          return need(await scrubs.save(input.scrub, input.part, input.path), errors);
        } catch (error) {
          if (error instanceof JobFailure) throw errors.FAILED({ message: error.message });
          throw error;
        }
      }),
      list: os.scrub.list.handler(() => scrubs.list()),
      discard: os.scrub.discard.handler(async ({ input, errors }) => {
        need(await scrubs.discard(input.scrub), errors);
        return { ok: true };
      }),
    },
  };
}

/** Without the settings that were not said. */
function toSettings({
  encoding,
  delimiter,
  hasHeader,
  parts,
}: { [Key in keyof ReadSettings]?: ReadSettings[Key] | undefined }): ReadSettings {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(hasHeader === undefined ? {} : { hasHeader }),
    ...(parts === undefined ? {} : { parts }),
  };
}
