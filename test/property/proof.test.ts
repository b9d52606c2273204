/** A byte that is another than it was, anywhere in a proof or a certificate, is found. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSealed, toSealedText } from '../../electron/core/paper/seal.ts';
import { verifyProof } from '../../electron/core/proof/verifyProof.ts';
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
