-- Holds (as in scope.holds): what the vendor has blocked since the question was opened and no entry here blocks. It stays blocked until a
-- person decides, whatever the vendor makes of its record meanwhile. Questions of before about numbers that nothing else here asks for
-- hold just that.
ALTER TABLE conflict ADD COLUMN held_there TEXT NOT NULL DEFAULT '[]';
UPDATE conflict SET held_there = holds WHERE kind IN ('onlyThere', 'removedHereChangedThere');
