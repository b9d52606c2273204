/** When tokens were used, written now and then. What cannot be written, as on a full disk, is kept and written with the next. */
import type { GatePort } from '../../core/gate/gateService.ts';
import type { Log } from '../../core/ports.ts';

type Uses = Parameters<GatePort['noteUses']>[0];

/** Hears of uses. It never throws; the log says why they are not written yet. */
export function createHearUses({ gate, log }: { readonly gate: Pick<GatePort, 'noteUses'>; readonly log: Log }) {
  const waiting = new Map<number, number>();
  return (uses: Uses): void => {
    for (const [token, at] of uses) waiting.set(token, at);
    try {
      gate.noteUses([...waiting]);
      waiting.clear();
    } catch (error) {
      log.warn('gate.usesNotNoted', { error: error instanceof Error ? error.message : String(error) });
    }
  };
}
