/**
 * Stands between a page and its desk: answers come late, or as a failure inside the desk. A failed call has been carried out all the
 * same, as after a real one nobody can know.
 */
import type { Page } from 'playwright-core';

export type SteeredDesk = {
  /** Answers to calls of this path (`/entries/add`) come so much later; 0: at once again. */
  readonly delay: (path: string, ms: number) => void;
  /** The next so many answers to calls of this path are failures inside the desk. */
  readonly fail: (path: string, times: number) => void;
  /** How often this path was called. */
  readonly countAsked: (path: string) => number;
};

type Asked = { readonly i: string; readonly p?: { readonly u?: string } };

const failure = {
  s: 500,
  b: { json: { defined: false, code: 'INTERNAL_SERVER_ERROR', status: 500, message: 'Internal server error' } },
};

/** Steers the connection of a page that is signed in; the page is loaded again. */
export async function steerDesk(page: Page): Promise<SteeredDesk> {
  const delays = new Map<string, number>();
  const failures = new Map<string, number>();
  const asked: string[] = [];
  await page.routeWebSocket(/\/rpc/, (socket) => {
    const desk = socket.connectToServer();
    const paths = new Map<string, string>();
    socket.onMessage((message) => {
      const { i, p } = JSON.parse(message.toString()) as Asked;
      if (p?.u !== undefined) {
        paths.set(i, p.u);
        asked.push(p.u);
      }
      desk.send(message);
    });
    desk.onMessage((message) => {
      const { i } = JSON.parse(message.toString()) as Asked;
      const path = paths.get(i) ?? '';
      const left = failures.get(path) ?? 0;
      if (left > 0) failures.set(path, left - 1);
      const answer = left > 0 ? JSON.stringify({ i, p: failure }) : message;
      const ms = delays.get(path) ?? 0;
      if (ms === 0) socket.send(answer);
      else setTimeout(() => socket.send(answer), ms);
    });
  });
  await page.reload();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  return {
    delay: (path, ms) => void delays.set(path, ms),
    fail: (path, times) => void failures.set(path, times),
    countAsked: (path) => asked.filter((one) => one === path).length,
  };
}
