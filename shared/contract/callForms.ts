/**
 * Results of calls that voice platforms post, which have no list of their own: a form says where in them the number and the word
 * are, and which words mean stop. What a form does not know is asked, never passed over.
 */
import { z } from 'zod';
import { base, e164, givenName, instantOut } from './common.ts';

/** Where in the JSON something is: names and places, joined by dots, as in `call.to_number` or `items.0.number`. */
const path = z
  .string()
  .trim()
  .max(300)
  .regex(/^[^.\s]+(\.[^.\s]+)*$/, 'Write names joined by dots, such as call.to_number.');
/** Letters of a word, at most. */
export const longestWord = 200;
/** Compared without regard to case; '' stands for a result without the word. However many: a form learns each that a person answers. */
const words = z.array(z.string().trim().max(longestWord));

export const callForm = z.object({
  /** Also in the address: /api/v1/requests?form=NAME. */
  name: givenName.min(1, 'Give the form a name.').max(60),
  number: path,
  /** For calls that came in, the number may be somewhere else: where `path` says `is`. */
  incoming: z.object({ path, is: z.string().trim().min(1).max(100), number: path }).nullable(),
  word: path,
  stop: words.min(1, 'Say which words mean stop.'),
  nothing: words,
  /** What names the call, so that the same result counts once; null: nothing does. */
  call: path.nullable(),
  /** Other messages of the platform come to the same address: only where `path` says one of these it is a result. */
  only: z.object({ path, is: words.min(1) }).nullable(),
});

/** A form to begin with, by what a platform documents. */
const callFormPreset = callForm.extend({ about: z.string(), source: z.string() });

/** `word`: a word that no form knows, with the numbers that are blocked meanwhile. `number`: a number that cannot be read. */
export const requestQuestion = z.object({
  id: z.number().int(),
  kind: z.enum(['word', 'number']),
  at: instantOut,
  sentence: z.string(),
  /** What holds until it is answered. */
  meanwhile: z.string(),
  word: z.string(),
  text: z.string(),
  /** Up to twenty, of `count`. */
  numbers: z.array(e164),
  count: z.number().int(),
});

/** What a posted result came to. There is no `blocked` in it: it is no answer to whether somebody may be called. */
export const resultAnswered = z.object({
  taken: z
    .enum(['blocked', 'nothing', 'question'])
    .describe('blocked: the number is. nothing: nothing had to be done. question: a person at the desk decides.'),
  number: e164.nullable(),
  why: z.string(),
  batch: z.number().int().nullable(),
  at: instantOut,
});

const answered = z.object({ sentence: z.string() });

export const callForms = {
  /** `unread`: names of forms that are kept and cannot be read. All that is posted to them is asked about. */
  list: base.output(
    z.object({ forms: z.array(callForm), unread: z.array(z.string()), presets: z.array(callFormPreset) }),
  ),
  /** Saves a form under its name, over one that has it. */
  save: base.input(callForm).output(callForm),
  remove: base.input(z.object({ name: z.string() })).output(z.object({ ok: z.boolean() })),
  /** What waits for a person, oldest first. */
  asked: base.output(z.array(requestQuestion)),
  /** What a word means from now on. `nothing` takes back what was blocked because of it, where nobody changed it since. */
  answerWord: base.input(z.object({ id: z.number().int(), means: z.enum(['stop', 'nothing']) })).output(answered),
  /** The number that a person asked for, to be blocked; or null: it is none. */
  answerNumber: base.input(z.object({ id: z.number().int(), number: z.string().max(200).nullable() })).output(answered),
  /** Takes the answer to a question back, by the id with which it was answered: it is open again, and the list as before. */
  takeBackAnswer: base.input(z.object({ id: z.number().int() })).output(answered),
};

export type CallForm = z.output<typeof callForm>;
export type CallFormPreset = z.output<typeof callFormPreset>;
export type RequestQuestionView = z.output<typeof requestQuestion>;
export type ResultAnswered = z.output<typeof resultAnswered>;
