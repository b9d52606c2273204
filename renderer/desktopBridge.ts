/** What the Electron preload exposes as `window.dncDesk`; undefined in a browser. */
export type DesktopBridge = {
  readonly host: 'electron';
  /** The port to the core; the caller starts it. */
  readonly connect: () => Promise<MessagePort>;
  /** The path of a dropped or chosen file, '' when it has none. */
  readonly pathForFile: (file: File) => string;
};

declare global {
  interface Window {
    readonly dncDesk?: DesktopBridge;
  }
}
