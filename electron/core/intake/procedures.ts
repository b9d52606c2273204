/** Handlers of imports: thin translations between the contract and the intake service. */
import Papa from 'papaparse';
import type { IntakeOptions } from '../../../shared/contract/intake.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { csvOptions } from '../files/write/csvCells.ts';
import { os } from '../desk/rpc.ts';
import type { NewBlock } from '../list/commands/newBlock.ts';
import type { IntakeService } from './intakeService.ts';
import type { IntakeResult } from './openIntakes.ts';

const rejectsAtOnce = 1000;

export type IntakeProcedureDeps = {
  readonly intake: IntakeService;
  /** The block that the options ask for, checked like that of an `add`: known targets, expiries in the future. */
  readonly toBlock: (
    options: Pick<IntakeOptions, 'holds' | 'targets' | 'expires' | 'requestedAt'>,
  ) => IntakeResult<NewBlock>;
};

type Refusals = {
  readonly BAD_INPUT: (options: { message: string }) => Error;
  readonly NEEDS_PERSON: (options: { message: string; data: { confirm: string } }) => Error;
};

export function createIntakeProcedures({ intake, toBlock }: IntakeProcedureDeps) {
  /** An expected failure becomes the contract's error with its sentence: one that a person may confirm says which. */
  const need = <T>(result: IntakeResult<T>, errors: Refusals): T => {
    if (result.ok) return result.value;
    const { message, confirm } = result;
    throw confirm === undefined ? errors.BAD_INPUT({ message }) : errors.NEEDS_PERSON({ message, data: { confirm } });
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
      forgetMapping: os.intake.forgetMapping.handler(async ({ input, errors }) =>
        need(await intake.forgetMapping(input.intake), errors),
      ),
      get: os.intake.get.handler(async ({ input, errors }) => need(await intake.get(input.intake), errors)),
      preview: os.intake.preview.handler(({ input, errors }) => {
        const block = need(toBlock(input.options), errors);
        return { job: need(intake.startPreview(input.intake, input.options, block, input.compare), errors) };
      }),
      summary: os.intake.summary.handler(({ input, errors }) => need(intake.summary(input.intake), errors)),
      lines: os.intake.lines.handler(async ({ input: { intake: id, offset, limit, ...filter }, errors }) =>
        need(await intake.lines(id, filter, offset, limit), errors),
      ),
      exportLines: os.intake.exportLines.handler(async function* ({ input: { intake: id, ...filter }, errors }) {
        yield* need(intake.exportLines(id, filter), errors);
      }),
      rejects: os.intake.rejects.handler(async function* ({ input, errors }) {
        const rejects = need(intake.rejects(input.intake), errors);
        yield 'line,column,reason,text\r\n';
        let rows: (string | number)[][] = [];
        for (const { line, column, message, text } of rejects) {
          if (rows.push([line, column, message, text]) < rejectsAtOnce) continue;
          yield `${Papa.unparse(rows, csvOptions)}\r\n`;
          rows = [];
        }
        if (rows.length > 0) yield `${Papa.unparse(rows, csvOptions)}\r\n`;
      }),
      apply: os.intake.apply.handler(async ({ input, errors }) => ({
        job: need(await intake.startApply(input.intake, input.confirmed), errors),
      })),
      result: os.intake.result.handler(({ input, errors }) => need(intake.result(input.intake), errors)),
      list: os.intake.list.handler(() => intake.list()),
      discard: os.intake.discard.handler(async ({ input, errors }) => {
        need(await intake.discard(input.intake), errors);
        return { ok: true };
      }),
    },
  };
}
