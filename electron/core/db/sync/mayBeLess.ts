/**
 * The rows of `remote` that a vendor may keep for less than it was told: the condition of the index remote_less, to the letter, as SQLite
 * compares (migrations/0030-blocks-less.sql). Whether it does keep less, and whether it may call by that, the grid of the number tells.
 */
export const mayBeLess = `CASE WHEN json_valid(echo) THEN instr(echo, '"agents":') > 0
  OR substr(json_extract(echo, '$.until.came'), 1, 16) < substr(json_extract(echo, '$.until.sent'), 1, 16)
  OR (json_extract(echo, '$.until.came') IS NOT NULL AND json_extract(echo, '$.until.sent') IS NULL) END`;
