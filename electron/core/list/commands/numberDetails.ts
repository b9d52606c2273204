/** Everything about one number, whether or not it is on the list: the drawer, and `history` on the command line. */
import type { DeskOutputs } from '../../../../shared/contract/contract.ts';
import { describeEntry } from '../../../../shared/domain/entry/entrySentence.ts';
import { describeChange } from '../../../../shared/domain/entry/historySentence.ts';
import { toInstant } from '../../../../shared/domain/instant.ts';
import {
  describeNumber,
  parseE164,
  parseNumber,
  toE164,
  toInternational,
} from '../../../../shared/domain/numbers/number.ts';
import { toEntryRows } from './entryView.ts';
import type { Answer, ListDeps } from './listDeps.ts';
import { parseOneNumber, parseRegion } from './numberInput.ts';

export type NumberDetails = DeskOutputs['entries']['get'];

export function loadNumberDetails(
  deps: ListDeps,
  input: { readonly number: string; readonly region?: string | undefined },
): Answer<NumberDetails> {
  const region = parseRegion(input.region, deps.settings.load().region);
  if (!region.ok) return region;
  // A number that came from a vendor may be unknown to the numbering plans; its row must open all the same.
  const strict = parseE164(input.number);
  const known = strict !== undefined && deps.store.entries.loadFlat(strict) !== undefined;
  const parsed = known
    ? ({ ok: true, value: { number: strict, valid: isValid(input.number) } } as const)
    : parseOneNumber(input.number, region.value);
  if (!parsed.ok) return parsed;
  const { number, valid } = parsed.value;
  const at = toInstant(deps.clock.now());
  const targets = deps.targets();
  const entry = deps.store.entries.load(number);
  const [row] = entry === undefined ? [] : toEntryRows(deps, [entry], at);
  const disputed = deps.conflicts.disputed([number]).has(number);
  const { country, type } = describeNumber(number);
  const registry = deps.askRegistries(number, deps.clock.now());
  const context = { targets, toDay: deps.toDay, at };
  return {
    ok: true,
    value: {
      number: toE164(number),
      international: toInternational(number),
      country,
      lineType: type,
      valid,
      entry:
        entry === undefined || row === undefined
          ? null
          : { ...row, seq: entry.seq, callReference: entry.callReference },
      // With registries, the list alone does not say that nothing blocks a number.
      sentence:
        entry === undefined && !disputed && registry !== null
          ? 'Not on the list.'
          : describeEntry(entry, disputed, context),
      ...(registry === null ? {} : { registry }),
      vendors: [...deps.records.rowsFor(number)],
      history: deps.store.journal.loadHistory(number).map((change) => ({
        at: change.at,
        author: change.author,
        sentence: describeChange(change, context),
        batch: change.batchId,
        journal: change.journal,
      })),
    },
  };
}

function isValid(text: string): boolean {
  const parsed = parseNumber(text);
  return parsed.ok && parsed.valid;
}
