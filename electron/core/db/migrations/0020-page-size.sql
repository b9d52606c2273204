-- How many records a page of the account's lists is asked for, where the vendor could not answer as many as it documents; null:
-- as many as it documents, as it was before.
ALTER TABLE account ADD COLUMN page_size INTEGER;
