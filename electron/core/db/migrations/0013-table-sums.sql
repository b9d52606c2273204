-- What the desk itself has written into each table that nothing else in the database proves: a sum of its rows that does not
-- depend on their order, how many rows there are, and how many changes there were. Kept by triggers of the connection
-- (electron/core/db/tableSums.ts) and compared by `verify`. `schema`: the version for which the sum was made.
CREATE TABLE table_sum (
  name TEXT PRIMARY KEY,
  schema INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  changes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
