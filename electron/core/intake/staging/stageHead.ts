/**
 * The rows above the list: titles, and the names of columns. They are none of it, so nobody knows whether a number that
 * stands there belongs to it. It is a line of its own and asked about; a file that names numbers to release leaves it alone.
 */
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import { readCell, toPlausible } from '../../../../shared/domain/numbers/readings.ts';
import type { Row } from '../../files/text/dialect.ts';
import { answerOf, besideKind, chosenReadings, type DoubtAnswers } from './doubts.ts';
import type { Purpose } from './purpose.ts';
import type { Staging } from './staging.ts';
import { stageHeadWords as say } from '../../../../shared/words/core/intake.ts';

type HeadOptions = {
  readonly head: readonly Row[];
  readonly region: Region | undefined;
  readonly others: readonly Region[];
  readonly doubts: DoubtAnswers;
  readonly purpose: Purpose;
};

/** Stages those of the rows in which a number stands. */
export function stageHead(staging: Staging, { head, region, others, doubts, purpose }: HeadOptions): void {
  const known = { region, others: region === undefined ? [] : others };
  for (const { line, cells } of head) {
    const found = cells
      .flatMap((cell, at) => readCell(cell, known).map((mention) => ({ mention, column: say.column(at + 1) })))
      .map(({ mention, column }) => ({ column, text: mention.text, readings: toPlausible(mention) }))
      .filter(({ readings }) => readings.length > 0);
    if (found.length === 0) continue;
    const row = staging.addLine(line, undefined);
    const chosen = found.flatMap(({ readings, ...cell }) => {
      const kind = besideKind('above', { readings });
      const choice = purpose === 'release' ? 'leave' : answerOf(kind, doubts, readings.length);
      const sentence = say.itStandsAboveTheRows;
      if (choice === undefined) {
        staging.addDoubt({ line, ...cell, kind, readings, sentence });
        staging.setOutcome(row, 'inDoubt');
        return [];
      }
      const taken = chosenReadings(readings, choice);
      if (taken.length === 0) staging.addReject({ line, ...cell, code: 'inDoubt', message: sentence });
      return taken.map(({ number }) => number);
    });
    for (const number of new Set(chosen)) staging.addNumber(row, number);
  }
}
