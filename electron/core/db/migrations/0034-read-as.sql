-- Of a number that cannot be read as one: what was read in its text all the same, as JSON with the numbers that are blocked because of it
-- and the pieces that nobody could read. The batch that an answer made is its own: what was blocked before the answer is in batch_id.
ALTER TABLE request_question ADD COLUMN read_as TEXT NOT NULL DEFAULT '{"numbers":[],"unread":[]}';
ALTER TABLE request_question ADD COLUMN answer_batch_id INTEGER REFERENCES batch (id);
UPDATE request_question SET answer_batch_id = batch_id, batch_id = NULL WHERE kind = 'number' AND batch_id IS NOT NULL;
