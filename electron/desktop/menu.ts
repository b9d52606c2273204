// The menu: the standard roles, and those actions of the desk (shared/actions.ts) that are in it, which go to the page
// as events.
import type { MenuItemConstructorOptions } from 'electron';
import { menuWords as say } from '../../shared/words/desktop.ts';
import { type ActionId, actions, type MenuItem } from '../../shared/actions.ts';

export interface MenuSurroundings {
  readonly isMac: boolean;
  readonly isPackaged: boolean;
  readonly send: (action: ActionId) => void;
}

/** The menu as Electron's `Menu.buildFromTemplate` takes it. */
export function toMenuTemplate({ isMac, isPackaged, send }: MenuSurroundings): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const under = (place: MenuItem['under']): MenuItemConstructorOptions[] =>
    actions.flatMap(({ id, words, menu }) =>
      menu?.under !== place
        ? []
        : [
            {
              id,
              label: menu.words ?? words,
              accelerator: menu.accelerator,
              // The menu shows a key that the page has too, but only the page handles it, so that it acts once.
              ...(menu.isOfPage === true ? { registerAccelerator: false } : {}),
              click: () => send(id),
            },
          ],
    );
  return [
    ...(isMac
      ? [
          {
            role: 'appMenu',
            submenu: [
              { role: 'about' },
              separator,
              ...under('settings'),
              separator,
              { role: 'services' },
              separator,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              separator,
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: say.file,
      submenu: [
        ...under('file'),
        separator,
        ...(isMac ? [] : [...under('settings'), separator]),
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: say.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        ...under('edit'),
      ],
    },
    {
      label: say.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : ([separator, { role: 'reload' }, { role: 'toggleDevTools' }] as const)),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: under('help') },
  ];
}
