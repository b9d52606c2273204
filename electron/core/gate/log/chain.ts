/**
 * The records of the log of answers and their chain. A line of a segment is the hash of a record, a blank, and the record as
 * JSON; the hash is SHA-256 over the hash before it and that JSON, so that no line can be changed, taken out or put in.
 */
import { hash } from 'node:crypto';
import type { GateAnswer } from '../../../../shared/contract/gateApi.ts';

/** The number (keyed hash, or plain by setting; null: unreadable), the verdict, the rule, and where it blocks or null. */
export type LoggedItem = readonly [
  number: string | null,
  verdict: GateAnswer['verdict'],
  rule: GateAnswer['rule'],
  where: string | null,
];

/** Who asked: the id of the token and its name then. */
export type Caller = { readonly by: number; readonly name: string };

/** What is logged; the log adds `n` and `at` (epoch ms). */
export type Logged =
  /** The first line of a file. `key`: names the key by which numbers stand in it; earlier versions named none. */
  | { readonly kind: 'segment'; readonly segment: string; readonly key?: string }
  /** Numbers stand by another key from here on than this file began with. `isNew`: the one before is lost. */
  | { readonly kind: 'key'; readonly key: string; readonly isNew: boolean }
  | (Caller & {
      readonly kind: 'check';
      /** The journal's newest row. */
      readonly head: string;
      /** Names a record of the kind `registries`; null: no registry is loaded. */
      readonly registries: string | null;
      readonly target: string | null;
      /** The instant that was asked about, where it was not now. */
      readonly asOf: string | null;
      readonly items: readonly LoggedItem[];
    })
  | (Caller & {
      readonly kind: 'request';
      readonly number: string | null;
      readonly outcome: string;
      readonly batch: number | null;
    })
  | (Caller & { readonly kind: 'entries'; readonly head: string; readonly count: number })
  /** An answer that says no to everything: `why` is its sentence. */
  | (Caller & { readonly kind: 'closed'; readonly why: string; readonly count: number })
  /** The versions of registries that are asked from here on. */
  | { readonly kind: 'registries'; readonly id: string; readonly versions: readonly string[] }
  /** What was taken away because it was old enough: everything before the record `before`, whose chain begins with `hash`. */
  | { readonly kind: 'pruned'; readonly segments: readonly string[]; readonly before: number; readonly hash: string }
  /** A start found fewer records than there were. */
  | { readonly kind: 'lack'; readonly had: number; readonly has: number };

export type AnswerRecord = Logged & { readonly n: number; readonly at: number };

/** The hash before the first record. */
export const firstHash = '0'.repeat(43);

/** SHA-256 over the hash before and the record, in base64url. */
export const chainHash = (previous: string, json: string): string => hash('sha256', previous + json, 'base64url');

const hashLetters = 43;

/** A line's hash and JSON; undefined for what is no line. */
export function splitLine(line: string): { readonly hash: string; readonly json: string } | undefined {
  return line.length > hashLetters + 1 && line[hashLetters] === ' '
    ? { hash: line.slice(0, hashLetters), json: line.slice(hashLetters + 1) }
    : undefined;
}

/** The name of the segment of a time: one a month, of the UTC calendar. */
export const toSegment = (at: number): string => `${new Date(at).toISOString().slice(0, 7)}.log`;

/** Whether a file's name is one of a segment. */
export const isSegment = (name: string): boolean => /^\d{4}-\d{2}\.log$/.test(name);
