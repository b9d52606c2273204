/** A byte that is another than it was, anywhere in a proof or a certificate, is found. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSealed, toSealedText } from '../../electron/core/paper/seal.ts';
import { toCertificateText } from '../../electron/core/scrub/certificate/certificate.ts';
import { toCertificatePdf } from '../../electron/core/scrub/certificate/certificatePdf.ts';
import { verifyProof } from '../../electron/core/proof/verifyProof.ts';
import type { ScrubCertificate } from '../../shared/contract/scrub.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { valueOf } from '../support/desk.ts';
import { aNumber, openProofDesk, type ProofDesk } from '../support/proofDesk.ts';

const anna = '+12125550101';
let made: ProofDesk;
let json: Buffer;
let pdf: Uint8Array;

beforeAll(async () => {
  made = openProofDesk();
  valueOf(made.desk.list.add({ numbers: [anna], reason: 'asked “now” 🙂', source: 'manual' }));
  valueOf(made.desk.list.edit({ numbers: [anna], patch: { reason: 'asked twice' } }));
  await made.tell(anna);
  json = Buffer.from((await made.prove(aNumber(anna))).json);
  pdf = await made.pdf(aNumber(anna));
  expect((await verifyProof(json)).ok && (await verifyProof(pdf)).ok).toBe(true);
});
afterAll(() => made.desk.close());

/** A certificate as a scrub makes it, sealed. */
const certificate: ScrubCertificate = {
  certificate: 'DNC Desk scrub',
  format: 3,
  app: { name: 'DNC Desk', version: '0.1.0' },
  madeAt: toInstant(Date.UTC(2026, 4, 3)),
  madeBy: 'Dana',
  input: {
    name: 'leads.csv',
    bytes: 40,
    sha256: 'a'.repeat(64),
    encoding: 'utf-8',
    delimiter: ',',
    header: true,
    format: 'text',
    parts: [],
  },
  question: {
    target: null,
    at: toInstant(Date.UTC(2026, 4, 3)),
    region: 'US',
    phoneColumns: [{ column: 0, name: 'Phone' }],
    several: 'any',
    notCovered: 'block',
    doubtful: 'block',
  },
  columns: { lookedAt: [], leftOut: [], country: null, deciding: [], unexplained: [] },
  rows: {
    read: 2,
    clean: 1,
    blocked: 1,
    blockedBy: {
      list: 1,
      conflict: 0,
      registry: 0,
      flagged: 0,
      unexplained: 0,
      notANumber: 0,
      inDoubt: 0,
      notCovered: 0,
    },
    blankedRows: 0,
    blankedCells: 0,
    notCovered: null,
    stale: null,
    inDoubt: 0,
    notValid: 0,
  },
  list: { entries: 1, journal: { seq: 1, hash: 'b'.repeat(64) }, openConflicts: 0 },
  registries: [],
  rules: ['A number is blocked if the do-not-call list holds it.'],
  halves: 'asIs',
  output: {
    clean: { name: 'clean.csv', bytes: 20, sha256: 'c'.repeat(64) },
    blocked: { name: 'blocked.csv', bytes: 20, sha256: 'd'.repeat(64) },
  },
};

const turn = (bytes: Uint8Array, place: number, by: number): Buffer => {
  const turned = Buffer.from(bytes);
  const at = Math.floor(place * turned.length);
  turned[at] = (turned[at] ?? 0) ^ by;
  return turned;
};
const places = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const changes = fc.integer({ min: 1, max: 255 });

test('in the data', async () => {
  await fc.assert(
    fc.asyncProperty(places, changes, async (place, by) => {
      expect((await verifyProof(turn(json, place, by))).ok).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('in the pages', async () => {
  await fc.assert(
    fc.asyncProperty(places, changes, async (place, by) => {
      expect((await verifyProof(turn(pdf, place, by))).ok).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('in a certificate, as data and as pages', async () => {
  const text = toCertificateText(certificate);
  const papers = [Buffer.from(text), await toCertificatePdf(certificate, text)];
  for (const paper of papers) expect(await verifyProof(paper)).toMatchObject({ ok: true, problems: [] });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...papers), places, changes, async (paper, place, by) => {
      expect((await verifyProof(turn(paper, place, by))).ok).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test('cut off anywhere, or with anything behind it', async () => {
  await fc.assert(
    fc.asyncProperty(places, fc.string({ minLength: 1 }), async (place, more) => {
      expect((await verifyProof(json.subarray(0, Math.floor(place * json.length)))).ok).toBe(false);
      expect((await verifyProof(Buffer.concat([json, Buffer.from(more)]))).ok).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('what is sealed opens as what it was', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== 'seal' && key !== '__proto__'),
        fc.jsonValue(),
        { minKeys: 1 },
      ),
      (document) => {
        const opened = openSealed(Buffer.from(toSealedText(document)));
        expect(opened.ok && JSON.stringify(opened.document)).toBe(JSON.stringify(document));
      },
    ),
  );
});
