/** Handlers of imports: thin translations between the contract and the intake service. */
import Papa from 'papaparse';
import type { IntakeOptions } from '../../../shared/contract/intake.ts';
import type { Region } from '../../../shared/domain/number.ts';
import type { Scope } from '../../../shared/domain/scope.ts';
import { csvOptions } from '../list/csvCells.ts';
import { os } from '../rpc.ts';
import type { IntakeResult, IntakeService } from './intakeService.ts';

const rejectsAtOnce = 1000;

export type IntakeProcedureDeps = {
  readonly intake: IntakeService;
  /** The holds that the options ask for, checked like those of an `add`: known targets, expiries in the future. */
  readonly resolveHolds: (options: Pick<IntakeOptions, 'holds' | 'targets' | 'expires'>) => IntakeResult<Scope>;
};

export function createIntakeProcedures({ intake, resolveHolds }: IntakeProcedureDeps) {
  /** An expected failure becomes the contract's BAD_INPUT with its sentence. */
  const need = <T>(result: IntakeResult<T>, errors: { BAD_INPUT: (options: { message: string }) => Error }): T => {
    if (!result.ok) throw errors.BAD_INPUT({ message: result.message });
    return result.value;
  };

  return {
    intake: {
      open: os.intake.open.handler(async ({ input, context, errors }) => {
        const { from, region, ...settings } = input;
        if (from.kind === 'path' && context.host === 'web') {
          throw errors.BAD_INPUT({ message: 'The page cannot name a path. Drop the file on the window instead.' });
        }
        return need(await intake.open(from, settings, region as Region | undefined), errors);
      }),
      reread: os.intake.reread.handler(async ({ input: { intake: id, ...settings }, errors }) =>
        need(await intake.reread(id, settings), errors),
      ),
      get: os.intake.get.handler(({ input, errors }) => need(intake.get(input.intake), errors)),
      preview: os.intake.preview.handler(({ input, errors }) => {
        const holds = need(resolveHolds(input.options), errors);
        return { job: need(intake.startPreview(input.intake, input.options, holds, input.compare), errors) };
      }),
      summary: os.intake.summary.handler(({ input, errors }) => need(intake.summary(input.intake), errors)),
      lines: os.intake.lines.handler(({ input, errors }) =>
        need(intake.lines(input.intake, input.group, input.offset, input.limit), errors),
      ),
      rejects: os.intake.rejects.handler(async function* ({ input, errors }) {
        const rejects = need(intake.rejects(input.intake), errors);
        yield 'line,reason,text\r\n';
        for (let at = 0; at < rejects.length; at += rejectsAtOnce) {
          const rows = rejects.slice(at, at + rejectsAtOnce).map(({ line, message, text }) => [line, message, text]);
          yield `${Papa.unparse(rows, csvOptions)}\r\n`;
        }
      }),
      apply: os.intake.apply.handler(({ input, errors }) => ({ job: need(intake.startApply(input.intake), errors) })),
      result: os.intake.result.handler(({ input, errors }) => need(intake.result(input.intake), errors)),
      list: os.intake.list.handler(() => intake.list()),
      discard: os.intake.discard.handler(async ({ input, errors }) => {
        need(await intake.discard(input.intake), errors);
        return { ok: true };
      }),
    },
  };
}
