/**
 * Connections of those who have not shown yet that they may be here. They are few and wait for a short time, so that no
 * crowd of strangers takes the files and the memory of a desk away from its own page and command line: a new one above
 * the limit ends the oldest.
 */

/** What a lobby ends. */
export type Guest = { readonly destroy: () => unknown };

export type Lobby<G extends Guest> = {
  /** A connection comes in. */
  readonly enter: (guest: G) => void;
  /** It has shown who it is, or has ended: it counts no more. */
  readonly leave: (guest: G) => void;
};

/**
 * @param most how many wait at once
 * @param patienceMs after this long a guest that still waits is ended
 */
export function createLobby<G extends Guest>(most: number, patienceMs: number): Lobby<G> {
  const waiting = new Map<G, NodeJS.Timeout>();
  const leave = (guest: G): void => {
    clearTimeout(waiting.get(guest));
    waiting.delete(guest);
  };
  const end = (guest: G): void => {
    leave(guest);
    guest.destroy();
  };
  return {
    enter(guest) {
      const [oldest] = waiting.keys();
      if (waiting.size >= most && oldest !== undefined) end(oldest);
      waiting.set(guest, setTimeout(() => end(guest), patienceMs).unref());
    },
    leave,
  };
}
