// The names of the IPC channels between the main process and the preload. Both listen to nothing else.
export const channels = {
  /** Page to main: send me a port. */
  connect: 'desk:connect',
  /** Main to page, with one port. */
  port: 'desk:port',
  /** Page to main: a handle for this file, which the preload has asked for its path. */
  chooseFile: 'desk:choose-file',
  /** Page to main: a handle for a place to save to. */
  saveDialog: 'desk:save-dialog',
  /** Main to page: a menu command. */
  command: 'desk:command',
  /** Main to page: the core was started again. */
  coreRestart: 'desk:core-restart',
  /** Page to main: what there is to say about newer versions, ask for one, install it. */
  updates: 'desk:updates',
  checkUpdates: 'desk:check-updates',
  installUpdate: 'desk:install-update',
  /** Page to main: a notification of the system, and the count on the dock. */
  notify: 'desk:notify',
  badge: 'desk:badge',
  /** Main to page: the notification was clicked. */
  noticeClicked: 'desk:notice-clicked',
  /** Main to page: that has changed. */
  updateState: 'desk:update-state',
} as const;
