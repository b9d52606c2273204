-- What scrubs certified, so that a proof can say later which lead files were compared with which list. `head_seq` is the newest
-- row of the journal then, 0 for none. `sha256` is that of the certificate as it is saved; the certificate itself is JSON.
CREATE TABLE scrub_certificate (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  head_seq INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  certificate TEXT NOT NULL
) STRICT;
CREATE INDEX scrub_certificate_at ON scrub_certificate (at);
