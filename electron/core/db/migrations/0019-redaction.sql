-- A row of the journal may be rewritten in one way: its payload, once the redaction of a number within it stands later in the
-- chain and holds the hash of what is left (electron/core/journal/redactJournal.ts). Everything else stays append-only.
CREATE INDEX journal_redaction ON journal (first_number) WHERE kind = 'redact';
DROP TRIGGER journal_no_update;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
WHEN NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.author IS NOT OLD.author OR NEW.kind IS NOT OLD.kind
  OR NEW.batch_id IS NOT OLD.batch_id OR NEW.first_number IS NOT OLD.first_number OR NEW.last_number IS NOT OLD.last_number
  OR NEW.changes IS NOT OLD.changes OR NEW.hash IS NOT OLD.hash
  OR NOT EXISTS (SELECT 1 FROM journal r WHERE r.kind = 'redact' AND r.id > OLD.id
    AND r.first_number BETWEEN OLD.first_number AND OLD.last_number)
BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END;
