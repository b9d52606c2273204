/** Makes a scrub's certificate and writes it: the same certificate always gives the same bytes. */
import { createHash } from 'node:crypto';
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { CertificateRow } from '../../db/desk/certificateRows.ts';
import type { LeadFile } from '../leads/leadFile.ts';
import { type LeadColumns, nameColumn, toCountryColumns } from '../leads/leadColumns.ts';
import type { ListSnapshot } from '../ask/listSnapshot.ts';
import type { RegistryAnswers } from '../ask/registryAnswers.ts';
import { toSealedText } from '../../paper/seal.ts';
import type { DoubtedClock } from '../../desk/deskTime.ts';
import { describeHalves, describeRules } from './rules.ts';
import type { ScrubCounts } from '../leads/scrubCounts.ts';

/** Makes the certificate from what is known once both halves are whole. */
export function toCertificate(facts: {
  readonly version: string;
  readonly madeAt: ScrubCertificate['madeAt'];
  readonly madeBy: string;
  /** A clock that blocks did not end by. */
  readonly doubted: DoubtedClock | undefined;
  readonly leads: LeadFile;
  readonly question: ScrubCertificate['question'];
  readonly columns: LeadColumns;
  readonly counts: ScrubCounts;
  readonly snapshot: ListSnapshot;
  readonly registries: RegistryAnswers | undefined;
  readonly halves: ScrubCertificate['halves'];
  readonly output: ScrubCertificate['output'];
}): ScrubCertificate {
  const { counts, snapshot, registries, question, halves, output } = facts;
  const columns = describeColumns(facts);
  const { opened, dialect, found } = facts.leads;
  const { source, format, levels } = opened;
  const { rows, clean, blocked, blockedBy, blankedRows, blankedCells, notCovered, stale, inDoubt, notValid } = counts;
  return {
    certificate: 'DNC Desk scrub',
    format: 4,
    app: { name: 'DNC Desk', version: facts.version },
    madeAt: facts.madeAt,
    madeBy: facts.madeBy,
    input: {
      name: found.name,
      bytes: source.bytes,
      sha256: source.sha256,
      encoding: dialect.encoding,
      delimiter: dialect.delimiter,
      header: dialect.headerRow !== null,
      format,
      parts: levels.map(({ chosen }) => chosen),
    },
    question,
    columns,
    rows: {
      read: rows,
      clean,
      blocked,
      blockedBy,
      blankedRows,
      blankedCells,
      notCovered: registries === undefined ? null : notCovered,
      stale: registries === undefined ? null : stale,
      inDoubt,
      notValid,
    },
    list: {
      entries: snapshot.entries,
      journal: snapshot.head,
      openConflicts: snapshot.disputes.size,
    },
    registries: (registries?.versions() ?? []).map(({ list, name, area, version, age, state, count, sha256 }) => ({
      list,
      name,
      area,
      version,
      ageDays: age.days,
      state: state === 'damaged' ? state : age.state,
      numbers: count,
      sha256,
    })),
    rules: [
      ...(facts.doubted === undefined ? [] : [facts.doubted.sentence]),
      ...describeRules(question, columns, registries !== undefined),
      ...describeHalves(halves, levels.at(-1)?.chosen),
    ],
    halves,
    output,
  };
}

function describeColumns({
  leads,
  columns: { phones, leftOut, codes, deciding },
  counts,
}: Pick<Parameters<typeof toCertificate>[0], 'leads' | 'columns' | 'counts'>): ScrubCertificate['columns'] {
  const { columns } = leads.found;
  const toNamed = (column: number) => ({ column, name: nameColumn(columns, column) });
  const countries = toCountryColumns({ codes });
  const [country] = countries;
  const name = countries.map((column) => nameColumn(columns, column)).join(', ');
  const besides = columns.map(({ column }) => column).filter((column) => !phones.includes(column));
  return {
    lookedAt: besides
      .filter((column) => !leftOut.includes(column))
      .map((column) => ({ ...toNamed(column), numbers: counts.found.get(column) ?? 0 })),
    leftOut: leftOut.map(toNamed),
    country: country === undefined ? null : { column: country, name, unknown: counts.unknownCountries },
    deciding: deciding.map(({ column, field }) => ({ ...toNamed(column), field })),
    unexplained: [...counts.unexplained]
      .toSorted(([a], [b]) => a - b)
      .map(([column, rows]) => ({ ...toNamed(column), rows })),
  };
}

/** The certificate as the desk keeps it. */
export function toCertificateRow(certificate: ScrubCertificate): CertificateRow {
  return {
    at: toEpochMs(certificate.madeAt),
    author: certificate.madeBy,
    headSeq: certificate.list.journal?.seq ?? 0,
    sha256: createHash('sha256').update(toCertificateText(certificate)).digest('hex'),
    certificate: JSON.stringify(certificate),
  };
}

/** The certificate as sealed JSON, fields in the order of its schema. */
export function toCertificateText(certificate: ScrubCertificate): string {
  return toSealedText(certificate);
}
