// A block everywhere except at some targets, through the whole list: given, checked, found, edited, undone, told and proven.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../../electron/core/journal/verify.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { createTestDesk, refusalOf, type TestDesk, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const number = '+12125551234';
const other = '+12125551235';
const [yappr, sales, support, fluents] = [1, 2, 3, 4];

let desk: TestDesk;
beforeEach(() => {
  desk = createTestDesk();
  desk.settings.save({ region: 'US' });
});
afterEach(() => desk.close());

const add = (target: string, of = number) => valueOf(desk.list.add({ numbers: [of], targets: [target] }));
const check = (target?: string) => valueOf(desk.list.check({ numbers: [number], target }))[0];
const holds = () => valueOf(desk.list.get({ number })).entry?.holds.map(({ name }) => name);

describe('a number blocked everywhere except at an account', () => {
  test('is callable there if nothing else holds, and blocked for everybody else', () => {
    expect(add('everywhere except Yappr').outcomes[0]?.sentence).toBe('Blocked: everywhere except Yappr.');
    expect(check()).toMatchObject({
      blocked: true,
      holds: [{ place: 'everywhere', except: [yappr], name: 'everywhere except Yappr' }],
      why: 'Blocked everywhere except Yappr since 3 May 2026 (Dana).',
    });
    expect(check('Fluents')?.why).toBe('Blocked everywhere except Yappr since 3 May 2026 (Dana).');
    for (const target of ['Yappr', 'Yappr/Sales agent'])
      expect(check(target)).toMatchObject({ blocked: false, callable: true });
    expect(check('Yappr')?.why).toBe('Callable for Yappr: it is blocked everywhere except Yappr.');
    add('Yappr/Sales agent');
    expect(check('Yappr/Sales agent')?.blocked).toBe(true);
    expect(check('Yappr')?.blocked).toBe(true);
    expect(check('Yappr/Support agent')?.why).toBe(
      'Callable for Yappr: Support agent: it is blocked everywhere except Yappr, and also Yappr: Sales agent.',
    );
  });

  test('and everywhere except one agent: that one may call, and nobody says that the account may', () => {
    add('everywhere except Yappr/Sales agent');
    expect([
      check('Yappr')?.blocked,
      check('Yappr/Sales agent')?.blocked,
      check('Yappr/Support agent')?.blocked,
    ]).toEqual([true, false, true]);
  });

  test('is blocked there too once it is blocked everywhere, and never less by being added again', async () => {
    add('everywhere except Yappr');
    add('everywhere');
    expect(holds()).toEqual(['everywhere']);
    expect(check('Yappr')?.blocked).toBe(true);
    expect(add('everywhere except Yappr').outcomes[0]?.outcome).toBe('alreadyThere');
    // What one excepts the other blocks.
    add('everywhere except Yappr', other);
    add('everywhere except Fluents', other);
    expect(add('everywhere', other).outcomes[0]?.outcome).toBe('alreadyThere');
  });

  test('is found by what it excepts, and is still found as blocked everywhere', async () => {
    add('everywhere except Yappr, Fluents');
    add('Yappr except Yappr/Sales agent', other);
    const find = (filter: { except?: number; where?: 'everywhere' }) =>
      desk.list
        .page({ filter, limit: 10, sort: { by: 'number', descending: false } })
        .entries.map((entry) => entry.number);
    expect(find({ except: yappr })).toEqual([number]);
    expect(find({ except: fluents })).toEqual([number]);
    expect(find({ except: sales })).toEqual([other]);
    expect(find({ except: support })).toEqual([]);
    expect(find({ where: 'everywhere' })).toEqual([number]);
  });

  test('keeps what it excepts when only its end is changed, is told in its history, and comes back by an undo', async () => {
    add('everywhere except Yappr');
    const expires = parseInstant('2030-01-01T00:00:00.000Z') ?? null;
    valueOf(desk.list.edit({ numbers: [number], patch: {}, expires }));
    expect(valueOf(desk.list.get({ number })).entry?.holds).toMatchObject([{ except: [yappr], until: expires }]);
    const { batch } = valueOf(desk.list.edit({ numbers: [number], patch: {}, targets: ['everywhere'] }));
    expect(check('Yappr')?.blocked).toBe(true);
    valueOf(await desk.batches.undo({ batch: batch ?? 0 }));
    expect(check('Yappr')?.blocked).toBe(false);
    const { history } = valueOf(desk.list.get({ number }));
    expect(history.map(({ sentence }) => sentence)).toContain('Blocked everywhere except Yappr by Dana.');
    expect(await verify(desk.file, migrationsDir)).toEqual({ ok: true, problems: [] });
  });

  test.each([
    [{ targets: ['everywhere except Yapr'] }, /There is no target "Yapr"/],
    [{ targets: ['Yappr except Fluents'] }, /"Fluents" is no part of "Yappr"/],
    [{ holds: [{ place: sales, until: null, except: [support] }] }, /is no part of Yappr: Sales agent/],
    [{ holds: [{ place: 'everywhere' as const, until: null, except: [99] }] }, /no target with the id 99/],
  ])('%j is refused, and nothing is written', (request, said) => {
    expect(refusalOf(desk.list.add({ numbers: [number], ...request }))).toMatch(said);
    expect(check()?.blocked).toBe(false);
  });
});
