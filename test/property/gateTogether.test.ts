/** What programs hand in is written several at a time: each gets the answer that it would get alone, also beside one that fails. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGateRows } from '../../electron/core/db/desk/gateRows.ts';
import { createRequestQuestionRows } from '../../electron/core/db/desk/requestQuestionRows.ts';
import { createSettingRows } from '../../electron/core/db/desk/settingRows.ts';
import { followCommits } from '../../electron/core/db/handles.ts';
import { createGateService, type GateDeps, type HandedIn } from '../../electron/core/gate/gateService.ts';
import { createTestDesk, exportOf } from '../support/desk.ts';

const numbers = fc.constantFrom(
  '+12125550101',
  '+12125550102',
  '+12125550103 and +12125550104',
  'my sister',
  '+12125550199',
);
const handed: fc.Arbitrary<HandedIn> = fc.record({
  token: fc.constantFrom(1, 2, 3),
  asked: fc.oneof(
    fc.record({ number: numbers, key: fc.constantFrom('a', 'b') }),
    fc.record({ number: numbers }),
    fc.record({
      form: fc.constantFrom('Agent', 'Nobody'),
      result: fc.record({
        number: numbers,
        word: fc.constantFrom(true, false, 'maybe'),
        call: fc.constantFrom('1', '2'),
      }),
    }),
  ),
});

/** A gate whose list cannot be written for the last of the numbers: `failing` says how. */
function openGate(failing: () => Error) {
  const desk = createTestDesk();
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
  const questions = createRequestQuestionRows(desk.db);
  const list: Pick<typeof desk.list, 'add'> = {
    add(input) {
      const added = desk.list.add(input);
      if (input.numbers.includes('+12125550199')) throw failing();
      return added;
    },
  };
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const parts = {
    rows,
    questions,
    list,
    dataDir: '/data',
    zone: desk.settings.zone,
    author: () => 'Dana',
    log: quiet,
  };
  const settingRows = createSettingRows(desk.db);
  // What takes a request asks for nothing else of a desk.
  const gate = createGateService({
    ...desk,
    ...parts,
    settingRows,
    events: { publish: () => undefined },
  } as unknown as GateDeps);
  gate.forms.save({
    name: 'Agent',
    number: 'number',
    incoming: null,
    word: 'word',
    stop: ['true'],
    nothing: ['false'],
    call: 'call',
    only: null,
  });
  return { desk, questions, takeAll: gate.port.takeAll };
}

const failures = fc.constantFrom(
  () => new Error('a bug'),
  () => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }),
);

test('together or alone, the answers, the list and the questions are the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(handed, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 8 }),
      failures,
      async (all, some, failing) => {
        const [together, alone] = [openGate(failing), openGate(failing)];
        try {
          const answers: unknown[] = [];
          for (let at = 0; at < all.length; at += some) answers.push(...together.takeAll(all.slice(at, at + some)));
          expect(answers).toEqual(all.flatMap((one) => alone.takeAll([one])));
          expect(together.questions.listOpen()).toEqual(alone.questions.listOpen());
          expect(await exportOf(together.desk)).toBe(await exportOf(alone.desk));
          expect(await exportOf(alone.desk)).not.toContain('+12125550199');
        } finally {
          together.desk.close();
          alone.desk.close();
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('several wait for the disk once', () => {
  const { desk, takeAll } = openGate(() => new Error('a bug'));
  try {
    let commits = 0;
    followCommits(desk.db, () => (commits += 1));
    const some = ['1', '2', '3'].map((last) => ({ token: 1, asked: { number: `+1212555010${last}` } }));
    expect(takeAll(some)).toMatchObject(some.map(({ asked }) => ({ ok: true, answer: asked })));
    expect(commits).toBe(1);
  } finally {
    desk.close();
  }
});
