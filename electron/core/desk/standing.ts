/**
 * Whether what the desk knows can be relied on. A database that lacks commits may lack a block: until a person has said what
 * to do, it takes new blocks, but sends nothing to vendors and calls no number callable.
 */
import type { HeadFile, Lack } from '../db/headFile.ts';

export type Standing = {
  /** What is missing, since when, and what to do; null: nothing is known to be missing. */
  readonly lack: () => string | null;
  /** A person goes on without what is missing. */
  readonly goOn: () => void;
};

/** A desk that nothing is known to be wrong with. */
export const sound: Standing = { lack: () => null, goOn() {} };

/** The standing of a database with a head file beside it. */
export function createStanding(head: Pick<HeadFile, 'lack' | 'goOn'>): Standing {
  return {
    lack() {
      const lack = head.lack();
      return lack === null ? null : describeLack(lack);
    },
    goOn: head.goOn,
  };
}

function describeLack({ since, until, writes }: Lack): string {
  const from = since === null ? 'the beginning' : new Date(since).toISOString();
  const lost =
    writes === null
      ? 'writes to the list'
      : writes === 0
        ? 'what was noted about vendors, not the list'
        : writes === 1
          ? 'one write to the list'
          : `${writes} writes to the list`;
  return `The end of the database is missing: what was written between ${from} and ${new Date(until).toISOString()} (${lost}). Nothing is sent to vendors, and no number is called callable, until you put a newer backup in its place (dnc-desk restore FILE), or enter again what you know of that time and go on without the rest (dnc-desk go-on).`;
}
