// What a person would scrub with DuckDB, in a process of its own: `make DB ENTRIES` makes its database file of the bench's list,
// `scrub DB LEADS OUT` writes the leads that are not in it, `again DB LEADS OUT` three times, and tells of the last.
import { DuckDBInstance } from '@duckdb/node-api';
import { listNumber } from './bigList.ts';
import { startMeasure } from './measure.ts';

const [work, database, what, out] = process.argv.slice(2);
if (database === undefined || what === undefined)
  throw new Error('duckChild make DB ENTRIES | scrub|again DB LEADS OUT');
const instance = await DuckDBInstance.create(database, { threads: '2' });
const connection = await instance.connect();
const quote = (path: string) => `'${path.replaceAll("'", "''")}'`;
if (work === 'make') {
  await connection.run(`CREATE TABLE dnc AS SELECT ${listNumber(0)} + 3 * range AS number FROM range(${Number(what)})`);
  await connection.run('CHECKPOINT');
} else if (work === 'again') {
  await scrub();
  await scrub();
  const tell = startMeasure();
  await scrub();
  tell({});
} else await scrub();
connection.closeSync();
instance.closeSync();

async function scrub(): Promise<void> {
  await connection.run(
    `COPY (
       SELECT l.* FROM read_csv(${quote(what ?? '')}, all_varchar = true, header = true) l
       ANTI JOIN dnc ON dnc.number = 10000000000 + TRY_CAST(right(regexp_replace(l.Phone, '[^0-9]', '', 'g'), 10) AS BIGINT)
     ) TO ${quote(out ?? '')} (HEADER)`,
  );
}
