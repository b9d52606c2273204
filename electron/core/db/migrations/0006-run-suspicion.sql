-- Finds the suspicious scan that waits for a person without walking through all runs of the account: every page of the list asks.
CREATE INDEX sync_run_suspicion ON sync_run (account_id, id) WHERE suspicion IS NOT NULL;
