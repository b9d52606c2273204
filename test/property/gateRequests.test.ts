/** Requests under a key: whatever comes in whatever order, the same key has one answer, and each number is written once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGateRows } from '../../electron/core/db/desk/gateRows.ts';
import { createRequestQuestionRows } from '../../electron/core/db/desk/requestQuestionRows.ts';
import { createTakeRequest } from '../../electron/core/gate/takeRequest.ts';
import { createTestDesk } from '../support/desk.ts';

const posts = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    line: fc.integer({ min: 0, max: 3 }),
    token: fc.constantFrom(1, 2),
  }),
  { minLength: 1, maxLength: 12 },
);

test('the same key gets the same answer for the same request, and 409 for another; nothing is written twice', () => {
  fc.assert(
    fc.property(posts, (asked) => {
      const desk = createTestDesk();
      try {
        const rows = createGateRows(desk.db);
        for (const id of [1, 2])
          rows.addToken({
            name: `Token ${id}`,
            prefix: 'dnc_',
            hash: Buffer.from([id]),
            scopes: ['add'],
            target: null,
            rate: null,
            madeAt: 1,
            expiresAt: null,
          });
        const take = createTakeRequest({
          ...desk,
          questions: createRequestQuestionRows(desk.db),
          rows,
          zone: desk.settings.zone,
        });
        const first = new Map<string, { readonly number: string; readonly answer: unknown }>();
        for (const { key, line, token } of asked) {
          const number = `+1212555010${line}`;
          const before = desk.store.journal.head()?.id ?? 0;
          const taken = take(token, { number, key });
          const known = first.get(`${token} ${key}`);
          if (known === undefined) {
            expect(taken).toMatchObject({ ok: true, answer: { number, blocked: true } });
            if (taken.ok) first.set(`${token} ${key}`, { number, answer: taken.answer });
          } else {
            expect(taken).toEqual(
              known.number === number
                ? { ok: true, answer: known.answer }
                : expect.objectContaining({ ok: false, code: 'keyUsed' }),
            );
            expect(desk.store.journal.head()?.id ?? 0).toBe(before);
          }
        }
        const numbers = new Set([...first.values()].map(({ number }) => number));
        // Another key for a number that is blocked already is another request, and leaves its trace.
        const changes = desk.db.prepare("SELECT count(*) FROM journal WHERE kind <> 'asked'").pluck().get();
        expect(changes).toBe(numbers.size);
      } finally {
        desk.close();
      }
    }),
    { numRuns: 12 },
  );
});
