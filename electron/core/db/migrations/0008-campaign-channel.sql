-- What was sold, or the brand, and what the person asked to be spared (call, text, both): two more fields of an entry.
-- Without a CHECK, for which SQLite would read every row; what may stand in them is in shared/fields.ts.
ALTER TABLE entry ADD COLUMN campaign TEXT;
ALTER TABLE entry ADD COLUMN channel TEXT;
