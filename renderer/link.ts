/**
 * The one connection between the page and the core. In Electron the contract runs over a MessagePort from the preload,
 * in the web host over a WebSocket. Nothing else in the renderer knows which of the two it is.
 */
import { type ClientContext, type ClientLink, createORPCClient, ORPCError } from '@orpc/client';
import type { DeskClient, DeskInputs } from '../shared/contract/contract.ts';
import type { DesktopBridge } from '../shared/contract/desktopBridge.ts';
import { createPortLink } from './portLink.ts';
import type { ConnectionStore } from './stores/connection.ts';
import { leavePage } from './stores/lock.ts';
import { createSocketLink, createWebSessions, type Handover, signIn, uploadFile, type WebSessions } from './webLink.ts';

/** What `intake.open` takes for a file. */
export type IntakeSource = DeskInputs['intake']['open']['from'];

export type Link = {
  readonly client: DeskClient;
  /** Gives a dropped or chosen file to the core: by a handle on the desktop, by upload in the web host. */
  readonly sourceOf: (file: File, handover?: Handover) => Promise<IntakeSource>;
  /** What the desktop window offers in addition; undefined in a browser. */
  readonly bridge: DesktopBridge<File> | undefined;
  /** Who is signed in to the web host; undefined in the desktop window. */
  readonly sessions: WebSessions | undefined;
};

/** Connects. If that is refused, sets `connection` to `refused` with a sentence what to do, and answers undefined. */
export async function createLink(connection: ConnectionStore): Promise<Link | undefined> {
  const bridge = window.dncDesk;
  if (bridge !== undefined) {
    return {
      client: toClient(createPortLink(bridge, connection)),
      sourceOf: async (file) => {
        const path = await bridge.handleForFile(file);
        // A file that was dragged out of another program is none of the disk, so its text is given instead.
        return path === undefined ? { kind: 'text', text: await file.text(), name: file.name } : { kind: 'path', path };
      },
      bridge,
      sessions: undefined,
    };
  }
  const signedIn = await signIn();
  if (!signedIn.ok) {
    connection.setState({ state: 'refused', sentence: signedIn.sentence }, true);
    return undefined;
  }
  return {
    client: toClient(createSocketLink(signedIn.session, connection)),
    sourceOf: async (file, handover) => ({
      kind: 'upload',
      upload: await uploadFile(signedIn.session, file, handover),
      name: file.name,
    }),
    bridge: undefined,
    sessions: createWebSessions(signedIn.session),
  };
}

/** A page that is refused because the screen is locked, whatever it asked for, begins anew. */
function toClient(link: ClientLink<ClientContext>): DeskClient {
  return createORPCClient({
    async call(...asked) {
      try {
        return await link.call(...asked);
      } catch (error) {
        if (error instanceof ORPCError && error.code === 'LOCKED') leavePage();
        throw error;
      }
    },
  } satisfies ClientLink<ClientContext>);
}
