/** The gate of one desk: what programs that ask from outside may do, and what was answered to them. */
import { createGateRows } from '../db/desk/gateRows.ts';
import { createRequestQuestionRows } from '../db/desk/requestQuestionRows.ts';
import type { DeskContext } from '../desk/context.ts';
import { createGateService, type GateService } from '../gate/gateService.ts';
import type { DeskList } from './composeList.ts';

/** The gate over the desk's database and list. */
export function composeGate(
  desk: DeskContext,
  { list, batches, store }: Pick<DeskList, 'list' | 'batches' | 'store'>,
): GateService {
  return createGateService({
    ...desk,
    list,
    batches,
    undoOf: (batch) => store.batches.loadUndoOf(batch)?.id,
    rows: createGateRows(desk.db),
    questions: createRequestQuestionRows(desk.db),
  });
}
