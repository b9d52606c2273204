/**
 * Everything that a person can do by a name or a key: one row per action, with its words, its keys and where it works.
 * The number box, the sheet of all keys, tooltips, the key handler (renderer/actions.ts) and the desktop's menu
 * (electron/desktop/menu.ts) read it. The part of the page that offers an action says what it does.
 */
import { getSection, type SectionId, sectionIds } from './settingsSections.ts';

/**
 * Where an action works: on every screen, on one of them, on the number that is meant (it is open, or in the list), or in
 * the open panel.
 */
export type ActionPlace = 'everywhere' | 'number' | 'home' | 'list' | 'conflicts' | 'runs' | 'panel';

export type MenuItem = {
  readonly under: 'file' | 'edit' | 'settings' | 'help';
  /** The key as Electron writes it. */
  readonly accelerator: string;
  /** The menu's words, where they differ from those in the number box. */
  readonly words?: string;
  /** Whether the page handles this key itself: the menu shows it, and does not act on it a second time. */
  readonly isOfPage?: true;
};

export type ActionRow = {
  readonly id: string;
  /**
   * Its name as a command, which is also shown in tooltips. With `takes`, the number box writes what is meant in the place of
   * "the number".
   */
  readonly words: string;
  /** Whether it is about one number, or about all that are selected. */
  readonly takes?: 'one' | 'many';
  /** Other words by which it is found: all that people call it. */
  readonly synonyms?: string;
  readonly where: ActionPlace;
  /**
   * Keys as `KeyboardEvent.key` names them, letters in lower case. `Mod+` is Ctrl, or ⌘ on a Mac; `Shift+` stands
   * before a letter whose key with Shift has an action of its own.
   */
  readonly keys?: readonly string[];
  /** What it does, as the sheet of all keys says it. */
  readonly does?: string;
  /** Whether holding the key down repeats the action. */
  readonly repeats?: true;
  readonly menu?: MenuItem;
};

/** The screens, in the rail's order. Each has an action that goes there. */
const screens = {
  home: { name: 'Home', synonyms: 'start today dashboard needs me overview' },
  list: { name: 'List', synonyms: 'numbers' },
  import: {
    name: 'Import',
    synonyms: 'csv xlsx file upload',
    menu: { under: 'file', accelerator: 'CmdOrCtrl+O', words: 'Import a file…' },
  },
  scrub: { name: 'Scrub', synonyms: 'clean leads file wash suppress suppression campaign' },
  conflicts: { name: 'Conflicts', synonyms: 'decide review' },
  accounts: { name: 'Accounts', synonyms: 'vendors connect token' },
  runs: { name: 'Runs', synonyms: 'sync log requests' },
  batches: { name: 'Batches', synonyms: 'undo history' },
  settings: {
    name: 'Settings',
    synonyms: 'preferences options country zone registries',
    menu: { under: 'settings', accelerator: 'CmdOrCtrl+,', words: 'Settings…' },
  },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly synonyms: string; readonly menu?: MenuItem }>
>;

export type ScreenId = keyof typeof screens;
export const screenIds = Object.keys(screens) as readonly ScreenId[];

/** The name of a screen, as the rail and its heading write it. */
export function nameScreen(id: ScreenId): string {
  return screens[id].name;
}

/** The action that goes to a screen. */
export function toGoAction(id: ScreenId): `go.${ScreenId}` {
  return `go.${id}`;
}

/** The action that shows a section of Settings. */
export function toSectionAction(id: SectionId): `settings.${SectionId}` {
  return `settings.${id}`;
}

const rows = [
  {
    id: 'block',
    words: 'Block numbers…',
    synonyms: 'add new ban opt out opt-out optout dnc do not call blacklist denylist stop suppress unsubscribe refuse',
    where: 'everywhere',
    keys: ['n'],
    does: 'Block numbers',
    menu: { under: 'file', accelerator: 'CmdOrCtrl+N' },
  },
  {
    id: 'search',
    words: 'Find a number',
    synonyms: 'look up command',
    where: 'everywhere',
    keys: ['Mod+k'],
    does: 'Look up a number or type a command',
    menu: { under: 'edit', accelerator: 'CmdOrCtrl+K', isOfPage: true },
  },
  { id: 'sync', words: 'Sync all accounts now', synonyms: 'push pull vendors', where: 'everywhere' },
  {
    id: 'sync.preview',
    words: 'Show what the next sync will send',
    synonyms: 'preview dry run dry-run pending waiting outbox owed',
    where: 'everywhere',
  },
  {
    id: 'lock',
    words: 'Lock the screen',
    synonyms: 'pin away leave',
    where: 'everywhere',
    keys: ['Mod+Shift+l'],
    does: 'Lock the screen until somebody gives the PIN',
    menu: { under: 'file', accelerator: 'CmdOrCtrl+Shift+L', isOfPage: true },
  },
  { id: 'light', words: 'Use light colours', synonyms: 'theme bright colors', where: 'everywhere' },
  { id: 'dark', words: 'Use dark colours', synonyms: 'theme night colors', where: 'everywhere' },
  { id: 'system', words: 'Use the colours of the system', synonyms: 'theme auto colors', where: 'everywhere' },
  {
    id: 'undo',
    words: 'Undo what was done last',
    synonyms: 'take back revert decision',
    where: 'everywhere',
    keys: ['u'],
    does: 'Undo what was done last, while it is shown; in Conflicts the last decision',
  },
  {
    id: 'result.go',
    words: 'Go to the last message',
    synonyms: 'result error banner',
    where: 'everywhere',
    keys: ['r'],
  },
  { id: 'close', words: 'Close what is open', where: 'everywhere', keys: ['Escape'] },
  {
    id: 'guide',
    words: 'Open the guide',
    synonyms: 'help manual how to documentation explain',
    where: 'everywhere',
    keys: ['?'],
    does: 'The guide, at the page that fits the screen',
    menu: { under: 'help', accelerator: 'F1', words: 'Guide' },
  },
  {
    id: 'keys',
    words: 'Show all keys',
    synonyms: 'help shortcuts keyboard',
    where: 'everywhere',
    keys: ['Mod+/'],
    does: 'All keys',
    menu: { under: 'help', accelerator: 'CmdOrCtrl+/', words: 'All keys', isOfPage: true },
  },
  {
    id: 'number.block',
    words: 'Block the number…',
    synonyms: 'add ban opt out opt-out optout dnc do not call blacklist denylist stop suppress unsubscribe',
    where: 'number',
    takes: 'one',
  },
  {
    id: 'number.edit',
    words: 'Edit the number',
    synonyms: 'change reason note correct',
    where: 'number',
    takes: 'one',
    keys: ['e'],
  },
  {
    id: 'number.where',
    words: 'Change where, for the number…',
    synonyms: 'scope agents accounts vendors everywhere except',
    where: 'number',
    takes: 'many',
  },
  {
    id: 'number.until',
    words: 'Change until when, for the number…',
    synonyms: 'expiry expires end temporary extend',
    where: 'number',
    takes: 'many',
  },
  {
    id: 'number.remove',
    words: 'Remove the number…',
    synonyms: 'delete release unblock unban allow whitelist permit opt in opt-in numbers selected take off lift',
    where: 'number',
    takes: 'many',
    keys: ['Delete'],
    does: 'Remove it, or what is selected',
  },
  {
    id: 'number.redact',
    words: 'Redact the number…',
    synonyms: 'privacy personal data erase forget reason gdpr',
    where: 'number',
    takes: 'one',
  },
  {
    id: 'file.change',
    words: 'Change the numbers of a file…',
    synonyms: 'bulk edit csv xlsx update list',
    where: 'everywhere',
  },
  {
    id: 'file.remove',
    words: 'Remove the numbers of a file…',
    synonyms: 'bulk delete release unblock unban allow whitelist csv xlsx list',
    where: 'everywhere',
  },
  {
    id: 'home.next',
    words: 'Next line',
    synonyms: 'down',
    where: 'home',
    keys: ['j'],
    does: 'Next line of what needs you; Enter does it',
  },
  { id: 'home.previous', words: 'Previous line', synonyms: 'up', where: 'home', keys: ['k'] },
  {
    id: 'home.putOff',
    words: 'Put the line off until tomorrow',
    synonyms: 'snooze later hide',
    where: 'home',
    keys: ['h'],
  },
  { id: 'list.search', words: 'Search the list', synonyms: 'find filter', where: 'list', keys: ['/'] },
  { id: 'list.next', words: 'Next number', synonyms: 'down', where: 'list', keys: ['j'], repeats: true },
  { id: 'list.previous', words: 'Previous number', synonyms: 'up', where: 'list', keys: ['k'], repeats: true },
  { id: 'list.select', words: 'Select the number', synonyms: 'mark tick choose', where: 'list', keys: ['x'] },
  { id: 'list.open', words: 'Open the number', synonyms: 'details drawer', where: 'list', keys: ['Enter'] },
  { id: 'conflicts.next', words: 'Next conflict', synonyms: 'down', where: 'conflicts', keys: ['j'] },
  { id: 'conflicts.previous', words: 'Previous conflict', synonyms: 'up', where: 'conflicts', keys: ['k'] },
  { id: 'conflicts.keepOurs', words: 'Keep ours', where: 'conflicts', keys: ['1'] },
  { id: 'conflicts.takeTheirs', words: 'Take theirs', where: 'conflicts', keys: ['2'] },
  { id: 'conflicts.edit', words: 'Edit and keep', where: 'conflicts', keys: ['3'] },
  { id: 'conflicts.meansStop', words: 'The word means stop', where: 'conflicts', keys: ['s'] },
  { id: 'conflicts.meansNothing', words: 'The word means nothing', where: 'conflicts', keys: ['m'] },
  {
    id: 'conflicts.select',
    words: 'Select the conflict',
    synonyms: 'mark tick choose',
    where: 'conflicts',
    keys: ['x'],
    does: 'Select it, to decide many at once',
  },
  {
    id: 'runs.next',
    words: 'Next run',
    synonyms: 'down older',
    where: 'runs',
    keys: ['j'],
    does: 'Next run; Enter opens it',
    repeats: true,
  },
  { id: 'runs.previous', words: 'Previous run', synonyms: 'up newer', where: 'runs', keys: ['k'], repeats: true },
  { id: 'submit', words: 'Do what the open panel is for', where: 'panel', keys: ['Mod+Enter'] },
] as const satisfies readonly ActionRow[];

type Row = (typeof rows)[number];
export type ActionId = Row['id'] | `go.${ScreenId}` | `settings.${SectionId}`;
/** The actions of one place. */
export type ActionOf<Place extends ActionPlace> = Extract<Row, { readonly where: Place }>['id'];
export type Action = ActionRow & { readonly id: ActionId };

const goRows = screenIds.map((id): Action => {
  const { name, ...more } = screens[id];
  return { id: toGoAction(id), words: `Go to ${name}`, where: 'everywhere', ...more };
});

const sectionRows = sectionIds.map((id): Action => {
  const { name, synonyms } = getSection(id);
  return { id: toSectionAction(id), words: `Settings: ${name}`, synonyms, where: 'everywhere' };
});

/** All actions, in the order in which they are offered: first blocking, then the screens, then the rest, and the sections of Settings. */
export const actions: readonly Action[] = [
  ...rows.flatMap((row): readonly Action[] => (row.id === 'block' ? [row, ...goRows] : [row])),
  ...sectionRows,
];

const byId: ReadonlyMap<string, Action> = new Map(actions.map((action) => [action.id, action]));

/** Whether a text names an action; for a text from another process. */
export function isActionId(text: string): text is ActionId {
  return byId.has(text);
}

/**
 * The row of an action.
 * @throws Error, which is a bug, for an id that the table lacks
 */
export function getAction(id: ActionId): Action {
  const action = byId.get(id);
  if (action === undefined) throw new Error(`There is no action ${id}`);
  return action;
}
