/**
 * Proofs: what the desk knows about one number, or about everything in a period, as a paper for people (PDF) and as data
 * (JSON) that can be verified without a desk. What exactly is proven stands in docs/decisions, "What a proof proves".
 */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, e164, instantOut, moment, pathUnder, region } from './common.ts';

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** The hash of a record of the log of answers, in base64url. */
const answerHash = z.string().length(43);
const head = z.object({ seq: count, hash: sha256 });

/** An entry as the journal keeps it: primitives by field, times in epoch milliseconds. */
const flatEntry = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** A row of the journal. Its hash is SHA-256 over the hash before, the columns as JSON, a newline, and the payload. */
const journalRow = z.object({
  id: count,
  /** Epoch milliseconds. */
  at: z.number().int(),
  author: z.string(),
  kind: z.string(),
  /** 0: none. */
  batch: count,
  /** The smallest and the largest number in it; null where the payload is. */
  firstNumber: z.number().int().nullable(),
  lastNumber: z.number().int().nullable(),
  changes: count,
  /** The hash of the row before it; of the first row: zeros. */
  previous: sha256,
  hash: sha256,
  /** Base64. Null: it also holds the changes of other numbers, which are nobody's business here. */
  payload: z.string().nullable(),
});

/** A change of one number, as its row of the journal says it. */
const change = z.object({
  row: count,
  number: e164,
  before: flatEntry.nullable(),
  after: flatEntry,
  /** The same in a sentence, as the desk shows it. */
  sentence: z.string(),
});

/** A batch, where changes of the proof came in one. */
const batch = z.object({
  id: count,
  kind: z.string(),
  label: z.string(),
  author: z.string(),
  at: instantOut,
  state: z.string(),
  lines: count,
  added: count,
  changed: count,
  removed: count,
  rejected: count,
  /** The file that was imported: its SHA-256 where it is known. */
  fileSha256: z.string().nullable(),
});

const vendorRecord = z.object({
  place: z.string(),
  state: z.string(),
  /** The standing there when the proof was made, in a sentence. */
  sentence: z.string(),
  mayCall: z.string().nullable(),
  lastSentAt: instantOut.nullable(),
  lastAnswer: z.string().nullable(),
  /** When desk and vendor last agreed about the record. */
  agreedAt: instantOut.nullable(),
  lastSeenAt: instantOut.nullable(),
  /** What the vendor showed: whose record it is, and when it was first seen there. */
  shown: z.array(z.object({ at: instantOut.nullable(), sentence: z.string() })),
});

const question = z.object({
  place: z.string(),
  kind: z.string(),
  openedAt: instantOut,
  /** Null: it is open. */
  resolvedAt: instantOut.nullable(),
  resolution: z.string().nullable(),
  by: z.string().nullable(),
});

const syncRun = z.object({
  id: count,
  account: z.string(),
  startedAt: instantOut,
  endedAt: instantOut.nullable(),
  outcome: z.string().nullable(),
  scanned: count,
  scanComplete: z.boolean(),
  writes: count,
  added: count,
  changed: count,
  removed: count,
  conflicts: count,
  error: z.string().nullable(),
});

/** A record of the log of answers. Its hash is SHA-256 over the hash before and the record's text. */
const answerRecord = z.object({
  n: count,
  /** Null: the record before it was taken away, because it was old enough. */
  previous: answerHash.nullable(),
  hash: answerHash,
  /** The record's text, JSON. Null: it also holds other numbers as they are. */
  text: z.string().nullable(),
});

/** What a program was told about a number. */
const answer = z.object({
  n: count,
  at: instantOut,
  kind: z.string(),
  by: z.string(),
  verdict: z.string(),
  rule: z.string(),
  /** The journal's newest row then: which list was asked. */
  head: z.string().nullable(),
});

const scrubMade = z.object({
  at: instantOut,
  by: z.string(),
  file: z.string(),
  rows: count,
  clean: count,
  blocked: count,
  list: head.nullable(),
  /** Of the certificate as it is saved. */
  sha256,
  /** In a number's proof: whether the number was on the list that was asked. */
  wasListed: z.boolean().nullable(),
});

/** Names of places in sentences: the targets that are named in the changes. */
const target = z.object({
  id: z.number().int(),
  accountId: z.number().int(),
  accountName: z.string(),
  kind: z.enum(['account', 'agent', 'user']),
  remoteId: z.string().nullable(),
  name: z.string(),
  state: z.enum(['active', 'inactive', 'gone', 'retired']),
});

export const proofDocument = z.object({
  proof: z.literal('DNC Desk proof'),
  format: z.literal(1),
  /** The pages of the same data are the same only within a layout. */
  layout: z.number().int(),
  app: z.object({ name: z.string(), version: z.string() }),
  madeAt: instantOut,
  madeBy: z.string(),
  company: z.string().nullable(),
  /** The desk's zone, in which days and times are told; UTC stands beside them. */
  zone: z.string(),
  about: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('number'),
      number: e164,
      international: z.string(),
      country: z.string().nullable(),
      /** What holds of it now, in a sentence, and whether it is blocked. */
      standing: z.string(),
    }),
    /** `to` is no more part of it. */
    z.object({ kind: z.literal('period'), from: instantOut, to: instantOut }),
  ]),
  list: z.object({
    entries: count,
    /** The newest row of the journal when the proof was made; null: nothing was ever written. */
    head: head.nullable(),
  }),
  targets: z.array(target),
  rows: z.array(journalRow),
  /** Redactions outside `rows` that took texts out of rows that are there. */
  redactions: z.array(journalRow),
  /** Null: there are too many to be told one by one; `rows` hold them. */
  changes: z.array(change).nullable(),
  batches: z.array(batch),
  vendors: z.array(vendorRecord),
  questions: z.array(question),
  runs: z.array(syncRun),
  answers: z.object({
    /** How the number stands in the log: as it is, or as a keyed hash; a number's proof alone. */
    knownAs: z.array(z.string()),
    told: z.array(answer),
    records: z.array(answerRecord),
    /** Answers in the period, also where there are too many to be quoted. */
    total: count,
    /** Whether all records of the period are quoted, one after the other. */
    isWhole: z.boolean(),
    /** Records that name numbers by a key that is lost; a number's proof alone. */
    unknown: count.optional(),
  }),
  scrubs: z.array(scrubMade),
  /** What this does not show, as sentences. */
  notShown: z.array(z.string()),
});

export const proofPart = z.enum(['json', 'pdf']);
const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('number'),
    number: z.string().min(1).max(200),
    region: region.optional(),
    /** Quotes rows of the journal that hold other numbers too, whole. */
    wholeRows: z.boolean().default(false),
  }),
  /** A day counts from its start, and to its end. */
  z.object({ kind: z.literal('period'), from: moment, to: moment }),
]);

export const proofs = {
  /** Gathers a proof, as a job. */
  start: base.input(asked).output(z.object({ job: z.string() })),
  /** What came of it: a name for its files, what it says as plain lines, and its seal. */
  result: base
    .input(z.object({ job: z.string() }))
    .output(z.object({ name: z.string(), lines: z.array(z.string()), seal: z.string() })),
  /** A part as base64 pieces: bytes that a page saves unchanged. */
  download: base.input(z.object({ job: z.string(), part: proofPart })).output(eventIterator(z.string())),
  /** Writes a part to a path (desktop and CLI). `replace`: what is there already may be replaced. */
  save: base
    .meta(pathUnder('path', 'Download the proof instead.'))
    .input(z.object({ job: z.string(), part: proofPart, path: z.string(), replace: z.boolean().default(false) }))
    .output(z.object({ path: z.string() })),
};

export type ProofDocument = z.output<typeof proofDocument>;
export type ProofAsked = z.output<typeof asked>;
export type ProofPart = z.output<typeof proofPart>;
