/**
 * Names in a script that is read from the right (an account, an agent, a reason) stand in our own sentences, which are read from the
 * left. Beside such a name a figure would be drawn on its other side: "9 at X, 12 at Y" would give X's figure to Y. An isolated name
 * keeps its own order, and the words around it theirs. What is kept or handed on (papers, the journal) stays as it is.
 */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * The text between the marks of an isolate, where it holds letters that are read from the right; else as it is. A text with an isolate
 * in it is a sentence of ours, whose names are isolated already.
 */
export function isolated(text: string): string {
  return rightToLeft.test(text) && !text.includes('\u2068') ? `\u2068${text}\u2069` : text;
}

type Said = string | ((...parts: never[]) => unknown);

/** The same words, whose sentences isolate each text that is put into them. */
export function withNames<T extends Readonly<Record<string, Said>>>(words: T): T {
  const keep = (part: unknown): unknown => (typeof part === 'string' ? isolated(part) : part);
  const said = Object.entries(words).map(([name, word]) => [
    name,
    typeof word === 'string' ? word : (...parts: readonly unknown[]) => word(...(parts.map(keep) as never[])),
  ]);
  return Object.fromEntries(said) as T;
}
