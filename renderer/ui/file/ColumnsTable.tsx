/** The columns of a file: the name, what each one holds (which can be corrected), and the cells of the first rows. */
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Columns.module.css';
import { toColumnName } from './fileWords.ts';
import { columnsTableWords as say } from '../../../shared/words/page/files.ts';

type Column = { readonly column: number; readonly header: string | null; readonly samples: readonly string[] };

export function ColumnsTable<Field extends string>(props: {
  readonly columns: readonly Column[];
  /** The field of every column, by its index in the file. */
  readonly fields: readonly Field[];
  readonly choices: readonly { readonly value: Field; readonly label: string }[];
  /** Shown beside a field: where the guess comes from, or what a person should know about it. */
  readonly toWhy?: (at: number) => ReactNode;
  /** Fields of which nothing is read, besides `ignore`. */
  readonly unread?: readonly NoInfer<Field>[];
  readonly onField: ((at: number, field: NoInfer<Field>) => void) | undefined;
}) {
  const { columns, fields, choices, toWhy, unread = [], onField } = props;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={say.columnsOfTheFile}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{say.column}</th>
            <th scope="col">{say.holds}</th>
            <th scope="col">{say.inTheFirstRows}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ column, header, samples }, at) => {
            const name = toColumnName({ header, column });
            const field = fields[at];
            return (
              <tr key={column} data-used={field !== undefined && field !== 'ignore' && !unread.includes(field)}>
                <th scope="row" dir="auto">
                  {name}
                </th>
                <td className={classes.holds} data-why={toWhy !== undefined}>
                  <NativeSelect
                    size="xs"
                    aria-label={say.holdsOf(name)}
                    data={[...choices]}
                    disabled={onField === undefined}
                    value={field}
                    onChange={(event) => {
                      const chosen = choices.find(({ value }) => value === event.currentTarget.value);
                      if (chosen !== undefined) onField?.(at, chosen.value);
                    }}
                  />
                  {toWhy === undefined ? null : <span className={classes.why}>{toWhy(at)}</span>}
                </td>
                <td className={classes.samples} dir="auto">
                  {samples.length === 0 ? (
                    <span className={classes.empty}>{say.empty}</span>
                  ) : (
                    samples.slice(0, 4).map((sample, index) => <bdi key={`${index}/${sample}`}>{sample}</bdi>)
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
