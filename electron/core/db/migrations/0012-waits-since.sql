-- When the account's waits (not_before, back_off_until) were written down, by this computer's clock. If that is in the future,
-- somebody has set the clock back, and the waits begin anew from now on. Null: before this was noted.
ALTER TABLE account ADD COLUMN waits_since INTEGER;
