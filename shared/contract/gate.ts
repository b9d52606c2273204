/**
 * The gate as the desk's own people see it: the tokens of dialers and agents, whether it listens, and the log of what was
 * answered. What a holder of a token may ask is another contract: gateApi.ts.
 */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, givenName, instantOut, moment, pathsUnder } from './common.ts';
import { gateSettings } from './gateSettings.ts';

/** What a token is for: to ask whether numbers may be called, to hand in requests, to read the list. */
export const tokenScope = z.enum(['check', 'add', 'read']);

/** A token without its secret. */
export const tokenRow = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Its first letters. */
  prefix: z.string(),
  scopes: z.array(tokenScope),
  /** The one target that it may speak for, by its name; null: any. */
  target: z.string().nullable(),
  /** Requests a second; null: no limit of its own. */
  rate: z.number().int().nullable(),
  madeAt: instantOut,
  madeBy: z.string(),
  expiresAt: instantOut.nullable(),
  /** To the nearest ten seconds or so; null: never. */
  usedAt: instantOut.nullable(),
  revokedAt: instantOut.nullable(),
  revokedBy: z.string().nullable(),
  /** Whether it opens the gate now; `asleep`: it came with a restored backup, and opens nothing before a person confirms it. */
  state: z.enum(['works', 'expired', 'revoked', 'asleep']),
});

/** Whether programs can ask now, in a word and a sentence. */
export const gateListening = z.object({
  state: z.enum(['off', 'on', 'failed']),
  /** Where they ask: `http://127.0.0.1:4760`; null where nothing listens. */
  origin: z.string().nullable(),
  sentence: z.string(),
});

/** One answer of the log: what was said of a number, of a request, or of everything while the gate was closed. */
export const loggedAnswer = z.object({
  n: z.number().int(),
  at: instantOut,
  kind: z.enum(['check', 'request', 'entries', 'closed']),
  /** The token's name then. */
  by: z.string(),
  /** As the log has it: a keyed hash, or plain by setting; null: there was none. */
  number: z.string().nullable(),
  /** blocked, callable, inDoubt; of a request its outcome; of a page of the list how many entries it had. */
  verdict: z.string(),
  /** What decided, and where it blocks; of a closed gate the sentence why. */
  rule: z.string(),
  /** The newest row of the list's journal then; null: it was not noted. */
  head: z.string().nullable(),
});

/** Which answers: all conditions hold at once. */
export const answersAsked = z.object({
  /** A number in any common way; found by its keyed hash, or plain. */
  number: z.string().max(200).optional(),
  by: z.string().max(80).optional(),
  verdict: z.string().max(40).optional(),
  since: moment.optional(),
  until: moment.optional(),
});

export const gate = {
  state: base.output(z.object({ settings: gateSettings, listening: gateListening })),
  /** Saves the given settings. The desk listens, or stops, at once. */
  saveSettings: base
    .meta(
      pathsUnder(['certificate', 'key'], 'Give it on the command line: dnc-desk gate --certificate FILE --key FILE.'),
    )
    .input(gateSettings.partial())
    .output(gateSettings),
  /** Every token that there ever was, those that work first, then the newest. */
  tokens: base.output(z.array(tokenRow)),
  /** Makes a token. `token` is shown this once: the desk keeps only its hash. */
  makeToken: base
    .input(
      z.object({
        name: givenName.min(1, 'Give the token a name.').max(80),
        scopes: z.array(tokenScope).min(1, 'Say what the token is for.'),
        /** `account` or `account/agent`, by name or id. */
        target: z.string().optional(),
        rate: z.number().int().min(1).max(100_000).optional(),
        /** A day means its end. */
        expires: moment.optional(),
      }),
    )
    .output(z.object({ token: z.string(), row: tokenRow })),
  /** The newest answers, newest first; `before` goes on after the last record of a page. */
  answers: base
    .input(
      answersAsked.extend({
        before: z.number().int().optional(),
        limit: z.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ answers: z.array(loggedAnswer), next: z.number().int().nullable() })),
  /**
   * The log as evidence, oldest first, in pieces of a file. CSV: a row for each answer. JSON: the records as they were chained,
   * each with its hash, so that the chain can be proven without the desk.
   */
  exportAnswers: base
    .input(answersAsked.extend({ format: z.enum(['csv', 'json']).default('csv') }))
    .output(eventIterator(z.string())),
  /** A token that came with a restored backup: it is one of this desk, and opens the gate from now on. */
  confirmToken: base.input(z.object({ id: z.number().int() })).output(tokenRow),
  /** From now on it opens nothing. */
  revokeToken: base.input(z.object({ id: z.number().int() })).output(tokenRow),
};

export type GateListening = z.output<typeof gateListening>;
export type LoggedAnswer = z.output<typeof loggedAnswer>;
export type AnswersAsked = z.output<typeof answersAsked>;
export type TokenScope = z.output<typeof tokenScope>;
export type TokenRow = z.output<typeof tokenRow>;
