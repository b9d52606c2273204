/** What a staged file will do, counted and line by line, as the preview shows it. */
import type { IntakeLine, IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import { toE164 } from '../../../shared/domain/number.ts';
import type { StagedOutcome, Staging } from './staging.ts';

const groupOf = {
  rejected: 'rejected',
  unconfirmed: 'unconfirmed',
  alreadyThere: 'alreadyThere',
  twiceInFile: 'alreadyThere',
  wouldChange: 'wouldChange',
  new: 'new',
} as const satisfies Record<StagedOutcome, LineGroup>;

const sentenceOf = {
  new: 'Will be blocked.',
  wouldChange: 'Is on the list; this line adds to it.',
  alreadyThere: 'Is blocked already.',
  twiceInFile: 'Stands on an earlier line of this file too.',
  rejected: 'Rejected.',
  unconfirmed: 'A possible number that no one has been given: blocked only if you confirm it.',
} as const satisfies Record<StagedOutcome, string>;

/** Counts the lines; the groups add up to the lines read. */
export function summarise(intake: string, staging: Staging): IntakeSummary {
  const groups: Record<LineGroup, number> = { new: 0, wouldChange: 0, alreadyThere: 0, rejected: 0, unconfirmed: 0 };
  let twiceInFile = 0;
  for (let row = 0; row < staging.lines(); row++) {
    const outcome = staging.outcome(row);
    groups[groupOf[outcome]]++;
    if (outcome === 'twiceInFile') twiceInFile++;
  }
  const byCode = new Map<string, { code: string; message: string; count: number }>();
  for (const { code, message } of staging.rejects) {
    const known = byCode.get(code);
    if (known) known.count++;
    else byCode.set(code, { code, message, count: 1 });
  }
  const rejectedBy = [...byCode.values()].toSorted((a, b) => b.count - a.count);
  return { intake, lines: staging.lines(), groups, twiceInFile, rejectedBy };
}

/** A window of the lines of one group (or all), in the order of the file. */
export function listLines(
  staging: Staging,
  group: LineGroup | undefined,
  offset: number,
  limit: number,
): { lines: IntakeLine[]; total: number } {
  const rows: number[] = [];
  let total = 0;
  for (let row = 0; row < staging.lines(); row++) {
    if (group !== undefined && groupOf[staging.outcome(row)] !== group) continue;
    if (total >= offset && rows.length < limit) rows.push(row);
    total++;
  }
  const wanted = new Set(rows);
  const numbers = new Map<number, number>();
  for (let index = 0; index < staging.numbers(); index++) {
    const row = staging.rowAt(index);
    if (wanted.has(row) && !numbers.has(row)) numbers.set(row, index);
  }
  const rejects = new Map<number, { message: string; text: string }>();
  const lines = new Set(rows.map((row) => staging.line(row)));
  for (const reject of staging.rejects)
    if (lines.has(reject.line) && !rejects.has(reject.line)) rejects.set(reject.line, reject);
  return { lines: rows.map(toLine), total };

  function toLine(row: number): IntakeLine {
    const line = staging.line(row);
    const outcome = staging.outcome(row);
    const index = numbers.get(row);
    const number = index === undefined ? null : toE164(staging.numberAt(index));
    const reject = rejects.get(line);
    const sentences = [
      outcome === 'rejected' || outcome === 'unconfirmed'
        ? (reject?.message ?? sentenceOf[outcome])
        : sentenceOf[outcome],
    ];
    if (outcome !== 'rejected' && outcome !== 'unconfirmed' && reject)
      sentences.push(`One cell of the line is rejected: ${reject.message}`);
    const note = staging.notes.get(line);
    if (note !== undefined) sentences.push(note);
    return { line, group: groupOf[outcome], raw: reject?.text ?? number ?? '', number, sentence: sentences.join(' ') };
  }
}
