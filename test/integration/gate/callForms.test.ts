/** The forms by which results are read, as they are kept: none is lost, however much it learns and whatever stands beside it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallForm } from '../../../shared/contract/callForms.ts';
import type { SettingRows } from '../../../electron/core/db/desk/settingRows.ts';
import { createGateRows } from '../../../electron/core/db/desk/gateRows.ts';
import { createRequestQuestionRows } from '../../../electron/core/db/desk/requestQuestionRows.ts';
import { createCallForms } from '../../../electron/core/gate/callForms.ts';
import { createTakeResult } from '../../../electron/core/gate/takeResult.ts';
import { makeDataDir } from '../../support/core.ts';
import { createTestDesk } from '../../support/desk.ts';
import { type GateDesk, openGateDesk } from '../../support/gateDesk.ts';

const form: CallForm = {
  name: 'Vapi',
  number: 'number',
  incoming: null,
  word: 'word',
  stop: ['true'],
  nothing: ['false'],
  call: null,
  only: null,
};

describe('a form with many words', () => {
  let folder: Awaited<ReturnType<typeof makeDataDir>>;
  let desk: GateDesk;
  beforeAll(async () => {
    folder = await makeDataDir();
    desk = await openGateDesk(folder.dataDir);
  });
  afterAll(async () => {
    await desk.close();
    await folder.remove();
  });

  test('learns another, and still blocks who says stop', async () => {
    const token = await desk.token('add');
    const words = Array.from({ length: 200 }, (_, at) => `word ${at}`);
    await desk.client.callForms.save({ ...form, nothing: words });
    const post = async (number: string, word: unknown) =>
      (await desk.ask('requests?form=Vapi', { token, body: { number, word } })).body;
    expect(await post('+12125550101', 'hmm')).toMatchObject({ taken: 'question' });
    const [question] = await desk.client.callForms.asked();
    await desk.client.callForms.answerWord({ id: question?.id ?? 0, means: 'nothing' });
    expect((await desk.client.callForms.list()).forms).toMatchObject([{ name: 'Vapi', nothing: [...words, 'hmm'] }]);
    expect(await post('+12125550102', true)).toMatchObject({ taken: 'blocked' });
    expect(await post('+12125550103', 'Hmm')).toMatchObject({ taken: 'nothing' });
    // It can be changed by hand as well.
    const [saved] = (await desk.client.callForms.list()).forms;
    if (saved !== undefined) await desk.client.callForms.save({ ...saved, stop: ['true', 'stop'] });
    expect(await post('+12125550104', 'stop')).toMatchObject({ taken: 'blocked' });
  });
});

function keep(value: unknown): SettingRows & { readonly kept: () => unknown } {
  let kept = value;
  return { load: () => structuredClone(kept), save: (_key, next) => void (kept = next), kept: () => kept };
}

const unread = { ...form, name: 'Newer', stop: 'true', of: 'another version' };

describe('a form that cannot be read', () => {
  test.each([
    ['beside others', [unread, form]],
    ['that is no object', ['?', form]],
    ['where there is no list', unread],
  ])('stays, %s, whatever is saved and removed', (_what, kept) => {
    const rows = keep(kept);
    const forms = createCallForms(rows);
    forms.save({ ...form, name: 'Another' });
    forms.save({ ...form, name: 'vapi', stop: ['stop'] });
    expect(forms.remove('Another')).toBe(true);
    expect(forms.remove('Another')).toBe(false);
    const before = (Array.isArray(kept) ? kept : [kept]).filter((each) => each !== form);
    expect(rows.kept()).toEqual(expect.arrayContaining(before));
    expect(forms.list().map(({ name }) => name)).toEqual(['vapi']);
  });

  test('is named, is saved over and removed by its name', () => {
    const forms = createCallForms(keep([form, unread]));
    expect(forms.listUnread()).toEqual(['Newer']);
    expect([forms.find('newer'), forms.findUnread('NEWER')]).toMatchObject([undefined, { name: 'Newer' }]);
    forms.save({ ...form, name: 'newer' });
    expect([forms.listUnread(), forms.find('Newer')]).toMatchObject([[], { name: 'newer' }]);
    const others = createCallForms(keep([form, unread]));
    expect([others.remove('Newer'), others.listUnread()]).toEqual([true, []]);
  });

  test.each([
    ['blocks the number, and asks about the word', unread, { taken: 'question', number: '+12125550101' }, 'word'],
    [
      'that does not say where the number is asks for the number',
      { ...unread, number: 5 },
      { taken: 'question', number: null },
      'number',
    ],
    ['of which it is not known whose number it is asks', { ...unread, incoming: 'x' }, { number: null }, 'number'],
  ])('%s', (_what, kept, answer, kind) => {
    const desk = createTestDesk();
    try {
      const rows = createGateRows(desk.db);
      const questions = createRequestQuestionRows(desk.db);
      rows.addToken({
        name: 'Agent',
        prefix: 'dnc_',
        hash: Buffer.from([1]),
        scopes: ['add'],
        target: null,
        rate: null,
        madeAt: 1,
        expiresAt: null,
      });
      const forms = createCallForms(keep([kept]));
      const take = createTakeResult({ ...desk, questions, rows, forms, zone: desk.settings.zone });
      const taken = take(1, { form: 'newer', result: { number: '+12125550101', word: false } });
      expect(taken).toMatchObject({ ok: true, answer });
      expect(questions.listOpen()).toMatchObject([{ kind, form: 'Newer' }]);
      expect(take(1, { form: 'nobody', result: {} })).toMatchObject({ ok: false, field: 'form' });
    } finally {
      desk.close();
    }
  });
});
