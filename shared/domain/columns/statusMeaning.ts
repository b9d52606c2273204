/**
 * What a status or a disposition says about calling the person again. Words are judged by their context: "not on DNC",
 * "DNC: no", "National DNC scrub" and "do not call back before 5" all have words of a request, but are none.
 */
import { isBlankCell } from './cellShapes.ts';
import { foldHeader } from '../../words/foldHeader.ts';
import { createPhraseTable, type PhraseSpan } from './phrases.ts';
import { splitWords } from '../../words/foldLetters.ts';
import { once } from '../../words/once.ts';
import { LANGUAGES, listEntries, listOfAll, namesOfAll } from '../../words/languages/lookups.ts';

/**
 * `block`: not to be called; `release`: may be called again; `nothing`: surely neither; `unknown`: a person has to say.
 */
export type Meaning = 'block' | 'release' | 'nothing' | 'unknown';

const askedPhrases = once(() => createPhraseTable(listOfAll(({ asked }) => asked)));
const releasedPhrases = once(() => createPhraseTable(listOfAll(({ released }) => released)));
const askedAlone = namesOfAll((words) => words.askedAlone);
const releasedAlone = namesOfAll((words) => words.releasedAlone);
const outcomes = namesOfAll((words) => words.outcomes);
const negations = namesOfAll((words) => words.negations);
const limits = namesOfAll((words) => words.limits);
const registries = namesOfAll((words) => words.registries);
const otherChannels = namesOfAll((words) => words.otherChannels);
const undone = namesOfAll((words) => words.undone);
const fillers = namesOfAll((words) => words.fillers);
const checkPassed = namesOfAll((words) => words.checkPassed);
const checkOpen = namesOfAll((words) => words.checkOpen);
const noWords = namesOfAll((words) => words.no);
const noInJapanese = listEntries(LANGUAGES.ja.no)
  .map(foldHeader)
  .filter((word) => /^[\u3040-\u9FFF]/.test(word));

const NAMES_DNC = /dn[cd]/;
const NEGATED_DNC = /^(?:not?|non)(?:on)?dn[cd]$/;
/** The meaning of a status in any of the languages. */
export function meaningOfStatus(value: string): Meaning {
  if (isBlankCell(value)) return 'nothing';
  const whole = meaningOfWhole(foldHeader(value));
  if (whole !== undefined) return whole;
  const said = readWords(value);
  const released = releasedPhrases().find(said.words);
  const rest = said.words.map((word, at) => (released.some((span) => covers(span, at)) ? '' : word));
  const asked = askedPhrases().find(rest);
  const isAsked = /[?？]/.test(value);
  if (released.length > 0) return asked.length > 0 || isAsked ? 'unknown' : weighRelease(said, released);
  if (asked.length > 0) return isAsked ? 'unknown' : weighRequest(said, asked);
  return areOutcomes(value) ? 'nothing' : 'unknown';
}

/**
 * What a cell says about calling the person in a column that is no status: tags, notes, names. `nothing` unless it has
 * the words of a request; `unknown` where these are in doubt.
 * @param isOfPeople true for names, addresses and companies: there a single word that is a request elsewhere ("Block",
 * "Baja") is none
 */
export function meaningInPassing(value: string, isOfPeople: boolean): Exclude<Meaning, 'release'> {
  if (WEB.test(value)) return 'nothing';
  if (!isOfPeople && value.split(TAGS).some((tag) => askedAlone.has(foldHeader(tag)))) return 'block';
  const { words } = readWords(value);
  const released = releasedPhrases().find(words);
  const rest = words.map((word, at) => (released.some((span) => covers(span, at)) ? '' : word));
  if (askedPhrases().find(rest).length === 0) return 'nothing';
  const said = meaningOfStatus(value);
  return said === 'release' ? 'unknown' : said;
}

/** A link or an address of e-mail, whatever words are in it. */
const WEB = /^\s*(?:[a-z]{2,10}:\/\/|www\.|[^\s@]+@[^\s@]+$)/i;
const TAGS = /[,;|/\n]/;

/** The words of a value, and before which of them there is a pause: a comma, a colon, or a dash between spaces. */
export type Said = { readonly words: readonly string[]; readonly pauses: ReadonlySet<number> };

const PAUSE = /[,;:/|()[\]]|\.\s|\s[-–—]+\s/;

/** The words of a value, with its pauses. */
export function readWords(value: string): Said {
  const words: string[] = [];
  const pauses = new Set<number>();
  for (const part of value.split(PAUSE)) {
    pauses.add(words.length);
    words.push(...splitWords(part).flatMap(splitDnc));
  }
  return { words, pauses };
}

/** Values that mean one thing as a whole; a value in two lists means nothing for sure. */
function meaningOfWhole(folded: string): Meaning | undefined {
  const meanings: Meaning[] = [];
  if (askedAlone.has(folded)) meanings.push('block');
  if (releasedAlone.has(folded)) meanings.push('release');
  if (outcomes.has(folded)) meanings.push('nothing');
  return meanings.length > 1 ? 'unknown' : meanings[0];
}

/**
 * Dialers put the name of a list into the word (IDNC, DNC_REQ, SYSDNC, HARDDND), or say that it is on none (nonDNC).
 */
function splitDnc(word: string): readonly string[] {
  if (NEGATED_DNC.test(word)) return ['not', 'dnc'];
  const isOwnWord = registries.has(word) || releasedPhrases().find([word]).length > 0;
  return NAMES_DNC.test(word) && word.length <= 12 && !isOwnWord ? ['dnc'] : [word];
}

function covers({ from, to }: PhraseSpan, at: number): boolean {
  return at >= from && at < to;
}

function weighRelease(said: Said, spans: readonly PhraseSpan[]): Meaning {
  // Other words may take it back: "opt-in revoked", "unblock request denied".
  const isAlone = said.words.every((word, at) => fillers.has(word) || spans.some((span) => covers(span, at)));
  const isDoubtful = (span: PhraseSpan) =>
    standsNegated(said, span) !== 'no' || isLimited(said.words, span) || isOfOtherChannel(said.words, span);
  return !isAlone || REFUSED.test(said.words.join('')) || spans.some(isDoubtful) ? 'unknown' : 'release';
}

/** Japanese puts the "no" at the end of the word itself. */
const REFUSED = /不可|失敗|未|ない/;

function weighRequest(said: Said, spans: readonly PhraseSpan[]): Meaning {
  const { words } = said;
  const others = words.filter((_, at) => !spans.some((span) => covers(span, at)));
  if (others.some((word) => registries.has(word))) return others.every(isOfRegistry) ? 'nothing' : 'unknown';
  const negated = spans.map((span) => standsNegated(said, span));
  if (negated.every((state) => state === 'yes')) return 'nothing';
  if (negated.includes('perhaps')) return 'unknown';
  // "DNC clean" and "DNC check" are answers of a check; with more words beside them they are a person's.
  const beside = others.join('');
  if (checkPassed.has(beside)) return 'nothing';
  if (checkOpen.has(beside) || others.some((word) => undone.has(word))) return 'unknown';
  const isDoubtful = spans.every((span) => isLimited(words, span) || isOfOtherChannel(words, span));
  return isDoubtful ? 'unknown' : 'block';
}

/** "National DNC scrub", "not on the federal DNC list": it says no more than a registry does. */
function isOfRegistry(word: string): boolean {
  return registries.has(word) || fillers.has(word) || negations.has(word) || /^\d+$/.test(word);
}

/** Whether words before a phrase, or a "no" at the end of the value, turn its meaning round. */
function standsNegated({ words, pauses }: Said, { from, to }: PhraseSpan): 'yes' | 'perhaps' | 'no' {
  const rest = words.slice(to).join('');
  if (rest !== '' && noWords.has(rest)) return 'yes';
  const last = words[to - 1] ?? '';
  if (noInJapanese.some((word) => last.length > word.length && last.endsWith(word))) return 'yes';
  const isNegation = (at: number) => negations.has(words[at] ?? '');
  let before = from - 1;
  while (before >= 0 && from - before <= 3 && fillers.has(words[before] ?? '') && !isNegation(before)) before--;
  if (before < 0 || !isNegation(before)) return 'no';
  // "No, DNC" may answer something else; "no DNC" and "non-DNC", without a pause, do not.
  return words.some((_, at) => at > before && at <= from && pauses.has(at)) ? 'perhaps' : 'yes';
}

/** "Do not call before five" is no lasting request. Nothing limits a single word such as DNC. */
function isLimited(words: readonly string[], { from, to }: PhraseSpan): boolean {
  return to - from > 1 && words.slice(to, to + 3).some((word) => limits.has(word));
}

/** "Opted out of e-mails", "mail opt-out". */
function isOfOtherChannel(words: readonly string[], { from, to }: PhraseSpan): boolean {
  return [...words.slice(to, to + 2), ...words.slice(Math.max(0, from - 1), from)].some((word) =>
    otherChannels.has(word),
  );
}

/** "No answer - left voicemail": every part is an outcome. */
function areOutcomes(value: string): boolean {
  const parts = value.split(/\s[-–—]\s|[/,;:|()[\]&+]|->/).map(foldHeader);
  const said = parts.filter((part) => part !== '');
  return said.length > 1 && said.every((part) => outcomes.has(part));
}
