/** What a benchmark answers: a row of the table, and its figures for machines. */
export type BenchRow = {
  readonly work: string;
  readonly ours: string;
  readonly yardstick: string;
  /** Our time divided by the yardstick's, measured in the same run; null where there is no yardstick. */
  readonly ratio: number | null;
  readonly reach: string;
  readonly reached: boolean;
  readonly figures: Readonly<Record<string, number>>;
};

/** The rows as a Markdown table. */
export function toTable(rows: readonly BenchRow[]): string {
  const lines = rows.map(
    (row) =>
      `| ${row.work} | ${row.ours} | ${row.yardstick} | ${row.ratio === null ? '–' : `${row.ratio.toFixed(2)} x`} | ${row.reach} | ${row.reached ? 'yes' : 'no'} |`,
  );
  return ['| work | ours | against | ratio | reach | reached |', '|---|---|---|---|---|---|', ...lines].join('\n');
}
