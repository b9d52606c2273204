-- Numbers of a shared list that came together, with the rev at which the hub has each: a row of hub_entry for each of millions took
-- longer than the entries themselves. Doubles, as a computer of today has them: the numbers, ascending, and their revs. A number is
-- in one row at most; where hub_entry has it too, that is the newer.
CREATE TABLE hub_known (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  numbers BLOB NOT NULL,
  revs BLOB NOT NULL
) STRICT;
CREATE INDEX hub_known_range ON hub_known (last, first);
