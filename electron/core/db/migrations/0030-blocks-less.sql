-- Records that a vendor may keep for less than it was told: for other agents, or for a shorter time (to the minute, as some write ends
-- without their seconds). Nearly none, so that they are counted each time an account is shown. What is damaged is in none.
CREATE INDEX remote_less ON remote (number, account_id) WHERE CASE WHEN json_valid(echo) THEN instr(echo, '"agents":') > 0
  OR substr(json_extract(echo, '$.until.came'), 1, 16) < substr(json_extract(echo, '$.until.sent'), 1, 16)
  OR (json_extract(echo, '$.until.came') IS NOT NULL AND json_extract(echo, '$.until.sent') IS NULL) END;
