/** The gate of one desk: what programs that ask from outside may do, and what was answered to them. */
import { createGateRows } from '../db/desk/gateRows.ts';
import type { DeskContext } from '../desk/context.ts';
import { createGateService, type GateService } from '../gate/gateService.ts';
import type { DeskList } from './composeList.ts';

/** The gate over the desk's database and list. */
export function composeGate(desk: DeskContext, { list }: Pick<DeskList, 'list'>): GateService {
  return createGateService({ ...desk, list, rows: createGateRows(desk.db) });
}
