// The menu: the standard roles, and the desk's own commands, which go to the page as events.
import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../../shared/contract/desktopBridge.ts';

export interface MenuSurroundings {
  readonly isMac: boolean;
  readonly isPackaged: boolean;
  readonly send: (command: DesktopCommand) => void;
}

/** The menu as Electron's `Menu.buildFromTemplate` takes it. */
export function toMenuTemplate({ isMac, isPackaged, send }: MenuSurroundings): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (
    name: DesktopCommand,
    label: string,
    accelerator: string,
    more: MenuItemConstructorOptions = {},
  ): MenuItemConstructorOptions => ({ id: name, label, accelerator, click: () => send(name), ...more });
  const settings = command('settings', 'Settings…', 'CmdOrCtrl+,');
  return [
    ...(isMac
      ? [
          {
            role: 'appMenu',
            submenu: [
              { role: 'about' },
              separator,
              settings,
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
      label: '&File',
      submenu: [
        command('block', 'Block a number…', 'CmdOrCtrl+N'),
        command('import', 'Import a file…', 'CmdOrCtrl+O'),
        separator,
        ...(isMac ? [] : [settings, separator]),
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        // The page has this key too: shown here, handled there, so that it acts once.
        command('search', 'Find a number', 'CmdOrCtrl+K', { registerAccelerator: false }),
      ],
    },
    {
      label: '&View',
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
    { role: 'help', submenu: [command('keys', 'All keys', 'F1')] },
  ];
}
