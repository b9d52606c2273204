/**
 * Handlers of scrubs: thin, they only translate between the contract and the scrub service. Only hosts on this machine
 * may name paths.
 */
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { ScrubService } from './scrubService.ts';

/** Makes them over a service. */
export function createScrubProcedures({ scrubs }: { readonly scrubs: ScrubService }) {
  return {
    scrub: {
      open: os.scrub.open.handler(async ({ input }) => {
        const { from, region, ...settings } = input;
        return unwrap(await scrubs.open(from, settings, region as Region | undefined));
      }),
      reread: os.scrub.reread.handler(async ({ input: { scrub, ...settings } }) =>
        unwrap(await scrubs.reread(scrub, settings)),
      ),
      forgetMapping: os.scrub.forgetMapping.handler(({ input }) => unwrap(scrubs.forgetMapping(input.scrub))),
      get: os.scrub.get.handler(({ input }) => unwrap(scrubs.get(input.scrub))),
      start: os.scrub.start.handler(({ input }) => {
        return { job: unwrap(scrubs.start(input.scrub, input.options, input.to, input.replace)) };
      }),
      result: os.scrub.result.handler(({ input }) => unwrap(scrubs.result(input.scrub))),
      download: os.scrub.download.handler(async function* ({ input }) {
        for await (const bytes of unwrap(scrubs.download(input.scrub, input.part)))
          yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      }),
      save: os.scrub.save.handler(async ({ input }) => {
        return unwrap(await scrubs.save(input.scrub, input.part, input.path, input.replace));
      }),
      list: os.scrub.list.handler(() => scrubs.list()),
      discard: os.scrub.discard.handler(async ({ input }) => {
        unwrap(await scrubs.discard(input.scrub));
        return { ok: true };
      }),
    },
  };
}
