/** Counts in the sentences of the command line. */

/** "1 line", "2,000 lines": `word` is the singular; only a plural that is not made with s is given. */
export function toCounted(count: number, word: string, words = `${word}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? word : words}`;
}
