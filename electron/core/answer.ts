/**
 * How a part of the core answers a person: with the value, or with one sentence that says what to do. Services hand answers
 * on as values; a handler unwraps them, and the middleware of `desk/rpc.ts` turns what is refused into the contract's error.
 */

/** `field` names the input at fault; `confirm` what a person may say to have it done all the same. */
export type Refusal = {
  readonly ok: false;
  readonly code: 'BAD_INPUT' | 'NOT_FOUND' | 'NEEDS_PERSON' | 'FAILED';
  readonly message: string;
  readonly field?: string;
  readonly confirm?: string;
};

export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

/** The input cannot be used as it is. */
export function refuse(message: string, field?: string): Refusal {
  return { ok: false, code: 'BAD_INPUT', message, ...(field === undefined ? {} : { field }) };
}

/** What the input names does not exist. */
export function notFound(message: string): Refusal {
  return { ok: false, code: 'NOT_FOUND', message };
}

/** It would do harm, or something has to be decided first. */
export function needsPerson(message: string, confirm?: string): Refusal {
  return { ok: false, code: 'NEEDS_PERSON', message, ...(confirm === undefined ? {} : { confirm }) };
}

/** Carries a refusal from a handler to the middleware that makes the contract's error of it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The value of an answer. @throws Refused with what was refused, for the middleware of a handler */
export function unwrap<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Refused(answer);
}
