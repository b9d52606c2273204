/**
 * What the elements and attributes of phone books are called: FRITZ!Box routers, desk phones of Yealink, Cisco, Snom,
 * Grandstream, Gigaset, Polycom, Fanvil and those that follow them, and how such a file is told from other XML. Names are
 * folded first: `office_number`, `OfficeNumber` and `Office-Number2` are one.
 */

/** An element that is one contact. */
export const entryNames: ReadonlySet<string> = new Set(
  'contact directoryentry entry item unit menuitem record directoryitem phonebookentry addressbookentry'.split(' '),
);

/** What an element or attribute says of a contact. */
export type NamePart = 'full' | 'first' | 'last' | 'company';

const nameParts: ReadonlyMap<string, NamePart> = new Map(
  Object.entries({
    full: 'realname name displayname fullname nickname prompt',
    first: 'firstname fn givenname',
    last: 'lastname ln surname familyname',
    company: 'company companyname organization organisation org',
  } satisfies Record<NamePart, string>).flatMap(([part, names]) =>
    names.split(' ').map((name): [string, NamePart] => [name, part as NamePart]),
  ),
);

/** An element beside a number that says what kind of number it is. */
const typeNames: ReadonlySet<string> = new Set('numbertype phonetype label type'.split(' '));

/** Words of one or two letters that stand for a kind of number. */
const shortTypes: ReadonlyMap<string, string> = new Map([
  ['hm', 'home'],
  ['mb', 'mobile'],
  ['wp', 'work'],
  ['wk', 'work'],
  ['fx', 'fax'],
  ['ct', ''],
  ['uri', ''],
]);
const kinds: ReadonlySet<string> = new Set(
  'home mobile mobil cell work office business other private main pager sip handy telefon rufnummer tel'.split(' '),
);
/** Names of numbers that are no phone numbers, such as that of an account. */
const otherNumbers =
  /^(?:account|line|house|id|customer|group|employee|serial|speed|quick|street|postal|order|ring|room|index|door)/;

/**
 * The name of an element or attribute without case, marks and a number at its end: `Phone_Number2` is `phonenumber`.
 */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{Nd}]/gu, '')
    .replace(/\d+$/, '');
}

/** Which part of a contact's name a folded name holds; undefined: none. */
export function toNamePart(folded: string): NamePart | undefined {
  return nameParts.get(folded);
}

/** Whether a folded name says of what kind a number is, such as `type` or `label`. */
export function isTypeName(folded: string): boolean {
  return typeNames.has(folded);
}

/**
 * Whether an element or attribute of that name holds a phone number: `sure` whatever stands there, `maybe` if it looks like
 * one, as `home` may be a town.
 */
export function toNumberName(folded: string): 'sure' | 'maybe' | undefined {
  if (otherNumbers.test(folded)) return undefined;
  if (/(?:number|phone|phoneno|fax)$/.test(folded)) return 'sure';
  return kinds.has(folded) || shortTypes.has(folded) ? 'maybe' : undefined;
}

/** `+1 212 555 0102`, `tel:+1…`, `**610`. */
export function looksLikeNumber(text: string): boolean {
  return (
    /^(?:[a-z]{3,8}:)?[+*#(]?\d|^[+*#(]+\d/i.test(text.trim()) && !/\p{L}{2}/u.test(text.replace(/^[a-z]+:|@.*$/gi, ''))
  );
}

/** The kind of number that a name says: `mobile` of `mobile_number`, nothing of `Telephone`. */
export function toTypeText(folded: string): string {
  const bare = folded.replace(/(?:tele)?phone(?:number|no)?$|number$/, '');
  return shortTypes.get(bare) ?? (bare === 'tel' || bare === 'telefon' || bare === 'rufnummer' ? '' : bare);
}

const sureRoots =
  /^(?:phonebooks?|addressbook|tbook|rootcontact|rootgroup|vpcontact|contacts|\w*ipphone(?:directory|book))$/;
const looseRoots = /^(?:directory|list|contact|root|localdirectory|(?:black|block|deny|reject|spam)\w*|callblock\w*)$/;
/** Elements that are looked at. */
const mostTags = 3000;

/** Whether a text that begins so is the XML of a phone book. A registry's is none: its list has no entries. */
export function isPhoneBook(text: string): boolean {
  const start = text.slice(prologLength(text));
  const root = foldName(toLocal(/^<([\p{L}_][\w.:-]*)/u.exec(start)?.[1] ?? ''));
  if (sureRoots.test(root)) return true;
  if (!looseRoots.test(root)) return false;
  let hasEntry = false;
  let tags = 0;
  for (const [, name = '', attributes = ''] of start.matchAll(/<([\p{L}_][\w.:-]*)([^<>]*)>/gu)) {
    const folded = foldName(toLocal(name));
    hasEntry ||= entryNames.has(folded);
    const names = [folded, ...Array.from(attributes.matchAll(/([\w.:-]+)\s*=/g), ([, each = '']) => foldName(each))];
    if (hasEntry && names.some((each) => toNumberName(each) !== undefined)) return true;
    tags += 1;
    if (tags > mostTags) return false;
  }
  return false;
}

/**
 * How long the beginning is that says nothing about the content: declaration, comments, and a document type that declares
 * nothing, as Gigaset writes it. Desk phones also write blank lines above it, and several roots below.
 */
export function prologLength(text: string): number {
  return /^\uFEFF?(?:\s|<\?[^>]*\?>|<!--(?:(?!-->)[^])*-->|<!DOCTYPE\s+[\w.:-]+\s*>)*/i.exec(text)?.[0].length ?? 0;
}

function toLocal(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
