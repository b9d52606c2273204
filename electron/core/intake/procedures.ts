/** Handlers of imports: thin, they only translate between the contract and the intake service. */
import type { IntakeOptions } from '../../../shared/contract/intake.ts';
import type { Statement } from '../../../shared/domain/entry/entry.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { type Answer, unwrap } from '../answer.ts';
import { toRejectsCsv } from '../files/write/rejectsCsv.ts';
import { os } from '../desk/rpc.ts';
import type { IntakeService } from './intakeService.ts';

export type IntakeProcedureDeps = {
  readonly intake: IntakeService;
  /** The block that the options ask for, checked like that of an `add`: known targets, expiries in the future, requests in the past. */
  readonly toBlock: (options: IntakeOptions) => Answer<Statement>;
};

/** Makes them over a service. */
export function createIntakeProcedures({ intake, toBlock }: IntakeProcedureDeps) {
  return {
    intake: {
      open: os.intake.open.handler(async ({ input }) => {
        const { from, region, ...settings } = input;
        return unwrap(await intake.open(from, settings, region as Region | undefined));
      }),
      reread: os.intake.reread.handler(async ({ input: { intake: id, ...settings } }) =>
        unwrap(await intake.reread(id, settings)),
      ),
      forgetMapping: os.intake.forgetMapping.handler(async ({ input }) =>
        unwrap(await intake.forgetMapping(input.intake)),
      ),
      get: os.intake.get.handler(async ({ input }) => unwrap(await intake.get(input.intake))),
      preview: os.intake.preview.handler(({ input }) => {
        const block = unwrap(toBlock(input.options));
        const { options, compare } = input;
        return { job: unwrap(intake.startPreview(input.intake, { options, block, compare })) };
      }),
      summary: os.intake.summary.handler(({ input }) => unwrap(intake.summary(input.intake))),
      lines: os.intake.lines.handler(async ({ input: { intake: id, offset, limit, ...filter } }) =>
        unwrap(await intake.lines(id, filter, { offset, limit })),
      ),
      exportLines: os.intake.exportLines.handler(async function* ({ input: { intake: id, ...filter } }) {
        yield* unwrap(intake.exportLines(id, filter));
      }),
      rejects: os.intake.rejects.handler(async function* ({ input }) {
        yield* toRejectsCsv(unwrap(intake.rejects(input.intake)));
      }),
      apply: os.intake.apply.handler(async ({ input }) => ({
        job: unwrap(await intake.startApply(input.intake, input.confirmed)),
      })),
      result: os.intake.result.handler(({ input }) => unwrap(intake.result(input.intake))),
      list: os.intake.list.handler(() => intake.list()),
      discard: os.intake.discard.handler(async ({ input }) => {
        unwrap(await intake.discard(input.intake));
        return { ok: true };
      }),
    },
  };
}
