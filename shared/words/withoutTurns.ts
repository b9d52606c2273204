/**
 * Names that come from outside (files, accounts, agents, cells) stand in our own sentences. A mark in one that turns the
 * direction of writing would rearrange the words around it, so that a sentence says something else than it means; a
 * control character could break it in two.
 */
const turning = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name without them; letters of every script stay, and are read in their own direction as before. */
export function withoutTurns(name: string): string {
  return name.replaceAll(turning, '');
}
