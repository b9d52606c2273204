// The names of the IPC channels between the main process and the preload. Both listen to nothing else.
export const channels = {
  /** Page to main: send me a port. */
  connect: 'desk:connect',
  /** Main to page, with one port. */
  port: 'desk:port',
  openDialog: 'desk:open-dialog',
  saveDialog: 'desk:save-dialog',
  /** Main to page: a menu command. */
  command: 'desk:command',
  /** Main to page: the core was started again. */
  coreRestart: 'desk:core-restart',
} as const;
