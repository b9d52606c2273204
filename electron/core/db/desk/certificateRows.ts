/** The certificates of scrubs that this desk made. */
import type { WritableDb } from '../handles.ts';

/** `at` in epoch ms; `headSeq`: the journal's newest row then, 0 for none; `certificate`: JSON. */
export type CertificateRow = {
  readonly at: number;
  readonly author: string;
  readonly headSeq: number;
  /** Of the certificate as it is saved. */
  readonly sha256: string;
  readonly certificate: string;
};

export type CertificateRows = {
  readonly add: (row: CertificateRow) => void;
  /** Those made from a time on and before another, oldest first; times in epoch ms. */
  readonly listBetween: (from: number, to: number) => readonly CertificateRow[];
};

/** Prepares the statements over the certificates. */
export function createCertificateRows(db: WritableDb): CertificateRows {
  const insert = db.prepare(
    `INSERT INTO scrub_certificate (at, author, head_seq, sha256, certificate)
     VALUES (@at, @author, @headSeq, @sha256, @certificate)`,
  );
  const between = db.prepare<[number, number], CertificateRow>(
    `SELECT at, author, head_seq AS headSeq, sha256, certificate FROM scrub_certificate
     WHERE at >= ? AND at < ? ORDER BY id`,
  );
  return { add: (row) => void insert.run(row), listBetween: (from, to) => between.all(from, to) };
}
