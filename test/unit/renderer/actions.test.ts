/** The table of actions and what reads it: keys on every layout, the number box, the sheet of all keys, the desktop's menu. */
import { describe, expect, it, test } from 'vitest';
import { toMenuTemplate } from '../../../electron/desktop/menu.ts';
import {
  type ActionId,
  type ActionPlace,
  actions,
  getAction,
  isActionId,
  nameScreen,
  screenIds,
  toGoAction,
} from '../../../shared/actions.ts';
import { findAction, isKeyOf, listKeys, nameAction, searchActions, splitVerb } from '../../../renderer/actions.ts';
import { toNumberCommands } from '../../../renderer/frame/useCommands.ts';
import { type Press, toKeys, writeKey } from '../../../renderer/keys.ts';
import { createActionsStore, offerActions, type Run, runAction } from '../../../renderer/stores/actions.ts';

const places: readonly ActionPlace[] = ['everywhere', 'number', 'home', 'list', 'conflicts', 'runs', 'panel'];
/** The number that is meant may be open over any screen. */
const anywhere: readonly ActionPlace[] = ['everywhere', 'number'];
const offeredAt = (place: ActionPlace) => (id: ActionId) =>
  actions.some((action) => action.id === id && [...anywhere, place].includes(action.where));
const press = (key: string, code: string, held: Partial<Press> = {}): Press => ({
  key,
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const found = (pressed: Press, place: ActionPlace = 'list') => findAction(pressed, offeredAt(place))?.id;

describe('a press', () => {
  const shift = { shiftKey: true };
  test.each<[string, Press, ActionId | undefined]>([
    ['a letter', press('j', 'KeyJ'), 'list.next'],
    ['with Caps Lock', press('J', 'KeyJ'), 'list.next'],
    ['with Shift, where the letter has no action of its own there', press('J', 'KeyJ', shift), 'list.next'],
    ['with Shift and Caps Lock', press('j', 'KeyJ', shift), 'list.next'],
    ['by its letter on a layout that moves it (Dvorak)', press('j', 'KeyC'), 'list.next'],
    ['not by its place there', press('h', 'KeyJ'), undefined],
    ['by its place on a Hebrew layout', press('ח', 'KeyJ'), 'list.next'],
    ['by its place on a Russian layout, with Caps Lock', press('О', 'KeyJ'), 'list.next'],
    ['by its place on a Greek layout', press('ξ', 'KeyJ'), 'list.next'],
    ['a sign, wherever it is (Hebrew)', press('/', 'KeyQ'), 'list.search'],
    ['a sign with Shift (German)', press('/', 'Digit7', shift), 'list.search'],
    ['a question mark with Shift (Russian)', press('?', 'Digit7', shift), 'guide'],
    ['no other sign on the place of a sign', press('-', 'Slash'), undefined],
    ['a named key', press('Delete', 'Delete'), 'number.remove'],
    ['with Ctrl', press('k', 'KeyK', { ctrlKey: true }), 'search'],
    ['with ⌘ on a Hebrew layout', press('ל', 'KeyK', { metaKey: true }), 'search'],
    ['with Ctrl and Caps Lock', press('K', 'KeyK', { ctrlKey: true }), 'search'],
    ['with Ctrl only for what asks for it', press('j', 'KeyJ', { ctrlKey: true }), undefined],
    ['with Alt never', press('n', 'KeyN', { altKey: true }), undefined],
    ['that only begins a sign', press('Dead', 'KeyN'), undefined],
  ])('%s', (_name, pressed, action) => {
    expect(found(pressed)).toBe(action);
  });

  it('means a digit also where digits need Shift, and not with Shift elsewhere', () => {
    expect(found(press('2', 'Digit2'), 'conflicts')).toBe('conflicts.takeTheirs');
    expect(found(press('é', 'Digit2'), 'conflicts')).toBe('conflicts.takeTheirs');
    expect(found(press('2', 'Digit2', shift), 'conflicts')).toBe('conflicts.takeTheirs');
    expect(found(press('1', 'Numpad1'), 'conflicts')).toBe('conflicts.keepOurs');
    expect(found(press('!', 'Digit1', shift), 'conflicts')).toBeUndefined();
  });

  it('means first what asks for Shift', () => {
    expect(toKeys(press('J', 'KeyJ', shift))).toEqual(['Shift+j', 'j']);
    expect(toKeys(press('J', 'KeyJ'))).toEqual(['j']);
  });

  it('means nothing that is not offered', () => {
    expect(findAction(press('j', 'KeyJ'), () => false)).toBeUndefined();
    expect(found(press('x', 'KeyX'), 'runs')).toBeUndefined();
  });

  it('does what the open panel is for with Ctrl or ⌘ and Enter', () => {
    expect(isKeyOf('submit', press('Enter', 'NumpadEnter', { ctrlKey: true }))).toBe(true);
    expect(isKeyOf('submit', press('Enter', 'Enter'))).toBe(false);
  });
});

describe('the table', () => {
  it('names each action once', () => {
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    expect(new Set(actions.map(({ words }) => words)).size).toBe(actions.length);
    expect(isActionId('go.import')).toBe(true);
    expect(isActionId('nonsense')).toBe(false);
  });

  test.each(places)('has no key for two actions: %s', (place) => {
    const keys = actions
      .filter(({ id }) => offeredAt(place)(id))
      .flatMap(({ keys: own = [], menu }) => [...own, ...(menu === undefined ? [] : [menu.accelerator.toLowerCase()])]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('writes keys as they are matched', () => {
    for (const { keys = [] } of actions)
      for (const key of keys) expect(key.replace(/^(Mod\+)?(Shift\+)?/, '')).toMatch(/^([^A-Z]|[A-Z][a-z]+)$/);
  });

  it('goes to every screen', () => {
    for (const id of screenIds)
      expect(actions.find((action) => action.id === toGoAction(id))?.words).toBe(`Go to ${nameScreen(id)}`);
  });
});

describe('the number box', () => {
  /** What is not in it: the box itself, and what an open panel is for. */
  const outside: readonly ActionId[] = ['search', 'submit'];

  test.each(actions.filter(({ id }) => !outside.includes(id)).map((action) => [action.id, action] as const))(
    'reaches %s by its words and by each synonym',
    (id, { where, words, synonyms = '' }) => {
      expect(searchActions(words, offeredAt(where))[0]?.id).toBe(id);
      for (const word of synonyms.split(' '))
        expect(searchActions(word.toUpperCase(), offeredAt(where)).map((action) => action.id)).toContain(id);
    },
  );

  test.each([
    ['ban', 'block'],
    ['opt out', 'block'],
    ['dnc', 'block'],
    ['do not call', 'block'],
    ['blacklist', 'block'],
    ['unblock', 'number.remove'],
    ['whitelist', 'number.remove'],
    ['allow', 'number.remove'],
    ['opt in', 'number.remove'],
    ['wash', 'go.scrub'],
    ['take back', 'undo'],
  ] as const)('finds what people call %s', (said, id) => {
    expect(searchActions(said, offeredAt('list'))[0]?.id).toBe(id);
  });

  it('says what a verb is about: what is selected, or the one number', () => {
    const name = (id: ActionId, words: string, isMany: boolean) => nameAction(getAction(id), { words, isMany });
    expect(name('number.remove', 'these 12 numbers', true)).toBe('Remove these 12 numbers…');
    expect(name('number.where', '+1 212 555 1234', false)).toBe('Change where, for +1 212 555 1234…');
    expect(name('number.edit', 'these 12 numbers', true)).toBe('Edit the number');
    expect(nameAction(getAction('number.remove'), null)).toBe('Remove the number…');
  });

  it('takes a verb before a number apart, and no other word', () => {
    expect(splitVerb('unblock +1 212 555 1234')).toEqual({ verb: 'unblock', number: '+1 212 555 1234' });
    expect(splitVerb('opt out (212) 555-1234')).toEqual({ verb: 'opt out', number: '(212) 555-1234' });
    expect(splitVerb('tel 212 555 1234')).toEqual({ verb: '', number: 'tel 212 555 1234' });
    expect(splitVerb('212 555 1234')).toEqual({ verb: '', number: '212 555 1234' });
    const named = (typed: string, isListed: boolean) =>
      toNumberCommands(typed, { number: '+12125551234', international: '+1 212 555 1234', isListed }, () => {}).map(
        ({ name }) => name,
      );
    expect(named('212 555 1234', false)).toEqual(['Block 212 555 1234…']);
    expect(named('212 555 1234', true)).toEqual([
      'Block 212 555 1234…',
      'Edit +1 212 555 1234',
      'Remove +1 212 555 1234…',
    ]);
    expect(named('unblock 212 555 1234', true)).toEqual(['Remove +1 212 555 1234…']);
    expect(named('unblock 212 555 1234', false)).toEqual([]);
  });

  it('offers all of the place with nothing typed, and blocking first', () => {
    const all = searchActions('', offeredAt('list')).map(({ id }) => id);
    expect(all[0]).toBe('block');
    expect(all).toEqual(actions.map(({ id }) => id).filter((id) => offeredAt('list')(id) && id !== 'search'));
  });

  it('puts what is called so before what is only found so', () => {
    expect(searchActions('sync', offeredAt('list')).map(({ id }) => id)).toEqual([
      'sync',
      'sync.preview',
      'settings.logs',
      'go.runs',
    ]);
    expect(searchActions('undefined', offeredAt('list'))).toEqual([]);
  });
});

describe('the sheet of all keys', () => {
  it('lists every action that has a key, once, with all its keys', () => {
    const rows = listKeys(false).flatMap((group) => group.rows);
    const withKeys = actions.filter(({ keys = [] }) => keys.length > 0);
    expect(rows).toHaveLength(withKeys.length);
    for (const { keys, does, words } of withKeys) expect(rows).toContainEqual({ keys, does: does ?? words });
  });

  it('has the keys of the menu on the desktop', () => {
    const rows = listKeys(true).flatMap((group) => group.rows);
    expect(rows).toContainEqual({ keys: ['n', 'CmdOrCtrl+N'], does: 'Block numbers' });
    expect(rows).toContainEqual({ keys: ['Mod+k'], does: 'Look up a number or type a command' });
    expect(rows).toContainEqual({ keys: ['CmdOrCtrl+O'], does: 'Go to Import' });
  });

  it('writes keys for people', () => {
    expect(['Mod+k', 'Delete', 'Escape', 'j', '?', 'CmdOrCtrl+,'].map((key) => writeKey(key, false))).toEqual([
      'Ctrl K',
      'Del',
      'Esc',
      'J',
      '?',
      'Ctrl ,',
    ]);
    expect(writeKey('Mod+Enter', true)).toBe('⌘ Enter');
  });
});

describe('the desktop’s menu', () => {
  type Item = {
    readonly id?: string;
    readonly label?: string;
    readonly accelerator?: string;
    readonly registerAccelerator?: boolean;
    readonly submenu?: readonly Item[];
    readonly click?: () => void;
  };
  const list = (items: readonly Item[]): readonly Item[] =>
    items.flatMap((item) => [item, ...list(item.submenu ?? [])]);

  test.each([true, false])('has every action with a place in it, once, and asks the page for it (Mac: %s)', (isMac) => {
    const sent: string[] = [];
    const items = list(toMenuTemplate({ isMac, isPackaged: true, send: (id) => void sent.push(id) }) as Item[]);
    const own = items.filter(({ id }) => id !== undefined);
    const inMenu = actions.filter(({ menu }) => menu !== undefined);
    expect(own).toHaveLength(inMenu.length);
    expect(new Set(own.map(({ id }) => id))).toEqual(new Set(inMenu.map(({ id }) => id)));
    for (const { id, label, accelerator, registerAccelerator, click } of own) {
      const { words, menu } = inMenu.find((action) => action.id === id) ?? {};
      expect([label, accelerator]).toEqual([menu?.words ?? words, menu?.accelerator]);
      expect(registerAccelerator).toBe(menu?.isOfPage === true ? false : undefined);
      click?.();
    }
    expect(sent).toEqual(own.map(({ id }) => id));
  });
});

it('does what was offered last, and what was offered before when that is gone', () => {
  const store = createActionsStore();
  const done: string[] = [];
  const run =
    (what: string): Run =>
    () =>
      void done.push(what);
  expect(runAction(store, 'close')).toBe(false);
  const takeBack = offerActions(store, new Map([['close', run('screen')]]));
  const takeDrawerBack = offerActions(store, new Map([['close', run('drawer')]]));
  expect(runAction(store, 'close')).toBe(true);
  takeDrawerBack();
  expect(runAction(store, 'close')).toBe(true);
  takeBack();
  expect(runAction(store, 'close')).toBe(false);
  offerActions(store, new Map([['list.open', () => false as const]]));
  expect(runAction(store, 'list.open')).toBe(false);
  expect(done).toEqual(['drawer', 'screen']);
});
