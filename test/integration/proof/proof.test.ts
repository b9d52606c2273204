/** Proofs: what they say of a number and of a period, and that whatever was changed in one is found. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSealed, toSealedText } from '../../../electron/core/paper/seal.ts';
import { toProofLines } from '../../../electron/core/proof/proofLines.ts';
import { toPlainText } from '../../../electron/core/paper/sheets.ts';
import {
  createChangeWriter,
  type QuotedRow,
  readChanges,
  toJournalRow,
} from '../../../electron/core/proof/quoteRows.ts';
import { hashJournalRow } from '../../../electron/core/journal/chain.ts';
import { toChanges, toJournalPayload } from '../../../electron/core/journal/journalPayload.ts';
import { redactFlat } from '../../../electron/core/journal/redactFlat.ts';
import type { FlatEntry } from '../../../electron/core/db/entries/entryForm.ts';
import { verifyProof } from '../../../electron/core/proof/verifyProof.ts';
import { createVendorSide } from '../../../electron/core/proof/vendorSide.ts';
import { valueOf } from '../../support/desk.ts';
import { aNumber, openProofDesk, type ProofDesk } from '../../support/proofDesk.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const [anna, ben, carl] = ['+12125550101', '+12125550102', '+12125550103'] as const;

describe('of a number', () => {
  let made: ProofDesk;
  beforeEach(() => {
    made = openProofDesk();
    const { list, clock, settings } = made.desk;
    settings.save({ company: 'Acme Calls, Inc.' });
    valueOf(list.add({ numbers: [anna], reason: 'asked on the phone', source: 'manual' }));
    clock.forward(60_000);
    valueOf(list.add({ numbers: [ben, carl], reason: 'both asked', source: 'manual' }));
    clock.forward(60_000);
    valueOf(list.remove({ numbers: [anna], why: 'signed consent' }));
  });
  afterEach(() => made.desk.close());

  test('it tells who entered it, when, and everything since, in the desk’s zone with UTC beside it', async () => {
    const { proof, json } = await made.prove(aNumber(anna));
    const text = toPlainText(toProofLines(proof)).join('\n');
    for (const words of [
      'Company: Acme Calls, Inc.',
      'Entered: 3 May 2026, 10:00:00 (14:00:00 UTC), by Dana',
      'Reason: asked on the phone',
      'Released by Dana: signed consent.',
      'America/New_York',
    ])
      expect(text).toContain(words);
    expect(await verifyProof(Buffer.from(json))).toMatchObject({
      ok: true,
      problems: [],
      title: 'Proof about +1 212 555 0101',
    });
  });

  test('what programs were told by a key that is lost is not said to be nothing', async () => {
    await made.tell(anna);
    expect((await made.prove(aNumber(anna))).proof.answers.told).toHaveLength(1);
    rmSync(join(made.deps.answersFolder, 'key'));
    const { proof, json } = await made.prove(aNumber(anna));
    expect(proof.answers).toMatchObject({ told: [], unknown: 1 });
    const text = toPlainText(toProofLines(proof)).join('\n');
    expect(text).toContain('by a key that is lost: whether programs were told anything about this number in it');
    expect(text).not.toContain('No dialer or agent asked');
    expect(await verifyProof(Buffer.from(json))).toMatchObject({ ok: true, problems: [] });
  });

  test('a row that holds other people’s numbers is named by hash alone, unless it is asked for whole', async () => {
    const { proof, json } = await made.prove(aNumber(ben));
    expect(proof.rows.map(({ payload }) => payload)).toEqual([null]);
    expect(json).not.toContain('2125550103');
    expect((await verifyProof(Buffer.from(json))).ok).toBe(true);
    const whole = await made.prove(aNumber(ben, true));
    expect(whole.proof.rows[0]?.payload).toEqual(expect.any(String));
    expect((await verifyProof(Buffer.from(whole.json))).holds.join(' ')).toContain(
      '1 row of the history fits its hash',
    );
  });

  test('it tells what a dialer was told, and leaves out what was told of others', async () => {
    await made.tell(anna);
    await made.tell(ben, { isPlain: true, others: [carl] });
    await made.tell(anna);
    const { proof, json } = await made.prove(aNumber(anna));
    expect(proof.answers.told.map(({ n, by, verdict }) => [n, by, verdict])).toEqual([
      [2, 'Night dialer', 'blocked'],
      [4, 'Night dialer', 'blocked'],
    ]);
    expect((await verifyProof(Buffer.from(json))).holds.join(' ')).toContain('2 records of the log of answers fit');
    const other = await made.prove(aNumber(ben));
    expect(other.proof.answers.records.map(({ text }) => text)).toEqual([null]);
    expect(other.json).not.toContain(carl.slice(1));
  });

  test('its pages carry the data, and are those that the data makes', async () => {
    const pdf = await made.pdf(aNumber(anna));
    const { ok, holds } = await verifyProof(pdf);
    expect(ok).toBe(true);
    expect(holds.join(' ')).toContain('byte by byte');
    expect(Buffer.compare(pdf, await made.pdf(aNumber(anna)))).toBe(0);
  });

  test('one that breaks off is told as damaged, and nothing else is printed', async () => {
    const pdf = await made.pdf(aNumber(anna));
    const printed = vi.spyOn(console, 'warn').mockImplementation(() => {});
    try {
      for (const bytes of [pdf.subarray(0, -500), pdf.subarray(0, pdf.length >> 1), Buffer.concat([pdf, pdf])])
        expect((await verifyProof(bytes)).ok).toBe(false);
      expect(printed).not.toHaveBeenCalled();
    } finally {
      printed.mockRestore();
    }
  });

  test('while a vendor disagrees it says how the number stands, and gives its reader no orders', async () => {
    const { db } = made.desk;
    db.exec(`
      INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'v', 'Yappr', 'https://example.test', 0);
      INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
      VALUES (1, '', 12125550102, 'goneThere', 'x', '[]', 0)`);
    const { proof } = await made.prove(aNumber(ben));
    const text = toPlainText(toProofLines(proof)).join('\n');
    expect(text).toContain('Standing: Blocked: a disagreement with a vendor is open');
    expect(text).not.toContain('decide it under');
  });

  test('a redacted number’s proof holds, and says nothing that was taken out', async () => {
    valueOf(made.desk.list.redact({ numbers: [anna] }));
    const { json } = await made.prove(aNumber(anna));
    expect(json).not.toContain('asked on the phone');
    const { ok, holds } = await verifyProof(Buffer.from(json));
    expect(ok).toBe(true);
    expect(holds.join(' ')).toContain('redacted');
  });

  test('a number that was never on the list has a proof that says so', async () => {
    const { proof, json } = await made.prove(aNumber('+12125550199'));
    expect(toPlainText(toProofLines(proof)).join(' ')).toContain('This number was never on the list.');
    expect((await verifyProof(Buffer.from(json))).ok).toBe(true);
  });

  test.each<[string, (document: Changeable) => void]>([
    ['who wrote a row', ({ rows }) => void (rows[0]!.author = 'Someone')],
    ['when', ({ rows }) => void (rows[0]!.at += 1)],
    ['what a row says', ({ rows }) => void (rows[0]!.payload = `${rows[0]!.payload!.slice(0, -4)}AAAA`)],
    ['a sentence', ({ changes }) => void (changes![0]!.sentence = 'Blocked everywhere by Eve.')],
    ['a change', ({ changes }) => void (changes![0]!.after['reason'] = 'never asked')],
    ['a row that is taken out', ({ rows, changes }) => void (rows.splice(0, 1), changes!.splice(0, 1))],
    ['a change that is taken out', ({ changes }) => void changes!.splice(1, 1)],
    ['an answer', ({ answers }) => void (answers.told[0]!.verdict = 'callable')],
    [
      'the record of an answer',
      ({ answers }) => void (answers.records[0]!.text = answers.records[0]!.text!.replace('blocked', 'callable')),
    ],
    ['the standing', (document) => void (document.about.standing = 'Blocked everywhere since 1 January 2020.')],
    ['what it cannot show', (document) => void (document.notShown = [])],
    [
      'a row about one number, which is named by hash alone and told otherwise',
      (document) => {
        const why = 'signed consent of 3 May';
        Object.assign(document.rows[1]!, { payload: null, firstNumber: null, lastNumber: null });
        Object.assign(document.changes![1]!.after, { removedWhy: why });
        document.changes![1]!.sentence = `Released by Dana: ${why}.`;
        document.about.standing = document.about.standing.replace('signed consent', why);
      },
    ],
    ['an answer that is taken out', ({ answers }) => void answers.told.splice(0, 1)],
  ])('who changes %s and makes the seal anew is found all the same', async (what, change) => {
    await made.tell(anna);
    const { json } = await made.prove(aNumber(anna));
    const opened = openSealed(Buffer.from(json));
    if (!opened.ok) throw new Error(opened.why);
    const document = opened.document as Changeable & { seal?: string };
    change(document);
    const { ok, problems } = await verifyProof(Buffer.from(toSealedText(document)));
    // That a row is missing between others shows only where all rows are quoted: a number's proof says that it cannot.
    expect([what, ok]).toEqual([what, what === 'a row that is taken out']);
    if (!ok) expect(problems.length).toBeGreaterThan(0);
  });
});

type Changeable = {
  about: { standing: string };
  notShown: string[];
  rows: { author: string; at: number; payload: string | null }[];
  changes: { sentence: string; after: Record<string, unknown> }[] | null;
  answers: { told: { verdict: string }[]; records: { text: string | null }[] };
};

describe('of a period', () => {
  let made: ProofDesk;
  beforeEach(() => (made = openProofDesk()));
  afterEach(() => made.desk.close());
  const may = { kind: 'period', from: '2026-05-03', to: '2026-05-03' } as never;

  test('it quotes every row, one after the other, and one that is taken out is missed', async () => {
    const { list, clock } = made.desk;
    for (const number of [anna, ben, carl]) {
      valueOf(list.add({ numbers: [number], reason: 'asked', source: 'manual' }));
      clock.forward(1000);
    }
    const { proof, json } = await made.prove(may);
    expect(proof.rows.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(proof.changes?.map(({ number }) => number)).toEqual([anna, ben, carl]);
    expect((await verifyProof(Buffer.from(json))).holds.join(' ')).toContain(
      'Rows 1 to 3 of the history follow each other',
    );
    const without = structuredClone(proof) as { rows: unknown[]; changes: unknown[] };
    without.rows.splice(1, 1);
    without.changes.splice(1, 1);
    const { problems } = await verifyProof(Buffer.from(toSealedText(without)));
    expect(problems.join(' ')).toContain('Rows 2 to 2 of the history are missing.');
  });

  test('what is not in it is not told, and an empty one says so', async () => {
    valueOf(made.desk.list.add({ numbers: [anna], reason: 'asked', source: 'manual' }));
    const { proof, json } = await made.prove({ kind: 'period', from: '2026-04-01', to: '2026-04-30' } as never);
    expect(proof.rows).toEqual([]);
    expect((await verifyProof(Buffer.from(json))).ok).toBe(true);
  });

  test('a row of it that a later redaction rewrote holds by the word of that redaction', async () => {
    const { list, clock } = made.desk;
    valueOf(list.add({ numbers: [anna, ben], reason: 'asked', source: 'manual' }));
    clock.forward(3 * 86_400_000);
    valueOf(list.redact({ numbers: [ben] }));
    const { proof, json } = await made.prove(may);
    expect(proof.redactions.map(({ id }) => id)).toEqual([2]);
    expect(await verifyProof(Buffer.from(json))).toMatchObject({ ok: true });
  });

  /** As who has the file alone can do it: another reason in the row of a release, and a redaction that is to have rewritten that row. */
  async function forge(ids: { readonly redaction: number; readonly hides: boolean }): Promise<string> {
    const { list, clock } = made.desk;
    valueOf(list.add({ numbers: [anna], reason: 'asked', source: 'manual' }));
    valueOf(list.remove({ numbers: [anna], why: 'consent given' }));
    clock.forward(3 * 86_400_000);
    for (const number of [ben, carl]) valueOf(list.add({ numbers: [number], reason: 'asked', source: 'manual' }));
    const { proof } = await made.prove(may);
    const forged: { -readonly [Name in keyof typeof proof]: (typeof proof)[Name] } = structuredClone(proof);
    const row = forged.rows[1]!;
    const why = ids.hides ? '[redacted]' : 'signed consent';
    const [change] = toChanges(Buffer.from(row.payload!, 'base64'));
    const hidden = (flat: FlatEntry): FlatEntry => (ids.hides ? redactFlat(flat) : flat);
    const after = { ...hidden(change!.after), removedWhy: why };
    row.payload = toJournalPayload([{ before: hidden(change!.before!), after }]).toString('base64');
    const as = (quoted: QuotedRow) => toJournalRow(quoted, Buffer.from(quoted.payload!, 'base64'));
    const word = hashJournalRow(Buffer.from(row.hash, 'hex'), as(row)).toString('hex');
    const redaction = {
      ...row,
      id: ids.redaction,
      kind: 'redact',
      previous: 'ab'.repeat(32),
      payload: toJournalPayload([{ before: undefined, after }], { [row.id]: word }).toString('base64'),
    };
    redaction.hash = hashJournalRow(Buffer.from(redaction.previous, 'hex'), as(redaction)).toString('hex');
    forged.redactions = [redaction];
    const write = createChangeWriter(forged.zone, new Map());
    forged.changes = forged.rows.flatMap((each) => readChanges(each).map((said) => write(each, said)));
    return toSealedText(forged);
  }

  test.each([
    ['newer than the list', { redaction: 900, hides: true }, /Row 900, a redaction, is none of this list/],
    ['in the place of the newest row', { redaction: 4, hides: true }, /Row 4, a redaction, is none of this list/],
    ['that took nothing out', { redaction: 4, hides: false }, /row 4, which is to have redacted it, took nothing out/],
    [
      'that would follow from the last row',
      { redaction: 3, hides: true },
      /Row 3 of the history does not follow from row 2/,
    ],
  ] as const)('a reason behind an invented redaction %s is found', async (_what, ids, told) => {
    const { ok, problems } = await verifyProof(Buffer.from(await forge(ids)));
    expect(ok).toBe(false);
    expect(problems.join(' ')).toMatch(told);
  });

  test('where a redaction stands is said not to be shown, unless rows lead from it to the newest', async () => {
    const { list, clock } = made.desk;
    valueOf(list.add({ numbers: [anna, ben], reason: 'asked', source: 'manual' }));
    clock.forward(3 * 86_400_000);
    valueOf(list.redact({ numbers: [ben] }));
    const atEnd = await verifyProof(Buffer.from((await made.prove(may)).json));
    expect(atEnd.notShown.join(' ')).not.toContain('rests on the redaction');
    valueOf(list.add({ numbers: [carl], reason: 'asked', source: 'manual' }));
    const later = await verifyProof(Buffer.from((await made.prove(may)).json));
    expect([later.ok, later.notShown.join(' ')]).toEqual([
      true,
      expect.stringContaining('rests on the redaction (row 2)'),
    ]);
  });

  test('a period that ends before it begins is refused', async () => {
    await expect(made.prove({ kind: 'period', from: '2026-05-04', to: '2026-05-03' } as never)).rejects.toThrow(
      /ends before/,
    );
  });
});

describe('what is no proof', () => {
  test.each([
    ['an empty file', ''],
    ['a text', 'hello'],
    ['JSON without a seal', '{"proof": "DNC Desk proof"}'],
    ['a sealed JSON that is something else', toSealedText({ a: 1 })],
    ['a PDF without data', '%PDF-1.7 nothing'],
  ])('%s is told as such', async (_what, text) => {
    const { ok, problems } = await verifyProof(Buffer.from(text));
    expect(ok).toBe(false);
    expect(problems).toHaveLength(1);
  });
});

describe('the vendors’ side', () => {
  const stage = useSyncStage();

  test('names when each was sent it, agreed, and showed it', async () => {
    const { desk } = stage;
    const { id } = await desk.connect('yappr', { name: 'Yappr' });
    desk.add(anna);
    await desk.sync(id);
    const side = createVendorSide(desk.records, desk.store);
    const [row] = side.rowsFor(toNumber(anna));
    expect(row).toMatchObject({
      place: 'Yappr',
      state: 'inStep',
      mayCall: null,
      lastAnswer: expect.stringContaining('201') as string,
    });
    expect(row?.lastSentAt).not.toBeNull();
    expect(row?.agreedAt).not.toBeNull();
    expect(row?.shown.length).toBeGreaterThan(0);
  });
});
