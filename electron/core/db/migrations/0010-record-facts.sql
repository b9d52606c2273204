-- What is known of a remote record beside base and seen: which records of the number the vendor showed and who made each
-- (records), what it makes of what it is sent (echo), which of them a person's act named when it took the block away
-- (named), which fields it has never shown (assumed), and how it was last seen (seen_by). JSON; null: nothing.
ALTER TABLE remote ADD COLUMN records TEXT;
ALTER TABLE remote ADD COLUMN echo TEXT;
ALTER TABLE remote ADD COLUMN named TEXT;
ALTER TABLE remote ADD COLUMN assumed TEXT;
ALTER TABLE remote ADD COLUMN seen_by TEXT CHECK (seen_by IN ('scan', 'lookup', 'answer', 'file', 'person'));

-- Records that were removed, and whose id may come back as a late echo until a whole reading has not shown the number.
CREATE INDEX remote_echo ON remote (account_id, scope, number) WHERE seen IS NULL AND remote_id IS NOT NULL;

-- Rows of before: who made the record is known where the vendor's last answer says so (201: it was new; Weya answers 200 to
-- nothing else about a record that is there), or where nothing was ever sent about it. Where nobody knows, it does not
-- count as ours: an undo, or an end, leaves the block there.
UPDATE remote SET records = json_array(json_object(
  'id', remote_id, 'createdAt', NULL, 'isThere', json('true'), 'firstSeenAt', seen_at,
  'by', CASE
    WHEN sent_at IS NULL THEN 'vendor'
    WHEN sent_answer = 'Answered 201.' THEN 'us'
    WHEN sent_answer = 'Answered 200.'
      AND account_id IN (SELECT id FROM account WHERE vendor = 'weya') THEN 'us'
  END))
WHERE seen IS NOT NULL;

-- A release that is still on its way was about the record that is known.
UPDATE remote SET named = json_object(
  'records', json_array(json_object('id', remote_id, 'createdAt', NULL)), 'reason', json_extract(seen, '$.reason'))
WHERE seen IS NOT NULL
  AND EXISTS (SELECT 1 FROM outbox o
    WHERE o.account_id = remote.account_id AND o.scope = remote.scope AND o.number = remote.number)
  AND EXISTS (SELECT 1 FROM entry e
    WHERE e.number = remote.number AND e.removed_at IS NOT NULL AND e.removed_why NOT GLOB 'Undone: *');
