/** Puts a scrub's certificate together, and writes it down: the same certificate always gives the same bytes. */
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';
import type { LeadFile } from '../leads/leadFile.ts';
import type { ListSnapshot } from '../ask/listSnapshot.ts';
import type { RegistryAnswers } from '../ask/registryAnswers.ts';
import { describeHalves, describeRules } from './rules.ts';
import type { ScrubCounts } from '../leads/splitLeads.ts';

export function toCertificate(facts: {
  readonly version: string;
  readonly madeAt: ScrubCertificate['madeAt'];
  readonly madeBy: string;
  readonly leads: LeadFile;
  readonly question: ScrubCertificate['question'];
  readonly counts: ScrubCounts;
  readonly snapshot: ListSnapshot;
  readonly registries: RegistryAnswers | undefined;
  readonly halves: ScrubCertificate['halves'];
  readonly output: ScrubCertificate['output'];
}): ScrubCertificate {
  const { counts, snapshot, registries, question, halves, output } = facts;
  const { opened, dialect, found } = facts.leads;
  const { source, format, levels } = opened;
  const { rows, clean, blocked, blockedBy, blankedRows, blankedCells, notCovered, stale, notValid } = counts;
  return {
    certificate: 'DNC Desk scrub',
    format: 1,
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
    rows: {
      read: rows,
      clean,
      blocked,
      blockedBy,
      blankedRows,
      blankedCells,
      notCovered: registries === undefined ? null : notCovered,
      stale: registries === undefined ? null : stale,
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
    rules: [...describeRules(question, registries !== undefined), ...describeHalves(halves, levels.at(-1)?.chosen)],
    halves,
    output,
  };
}

/** The certificate as JSON, fields in the order of its schema. */
export function toCertificateText(certificate: ScrubCertificate): string {
  return `${JSON.stringify(certificate, null, 2)}\n`;
}
