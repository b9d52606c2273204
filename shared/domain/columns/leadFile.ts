/**
 * Whether a file looks like leads to call rather than people not to call. Blocking a campaign's leads is the one mistake
 * that an import makes easy, so such a file is asked about; it is never refused, as nobody but a person can tell.
 */
import { type ColumnField, foldHeader } from './columnAliases.ts';

const GROUPS = {
  email: 'email, e mail, email address, mail, correo, correo electrónico, אימייל, דואל, ईमेल',
  address:
    'address, address1, address 1, street, city, state, province, zip, zip code, postal code, postcode, county, dirección, ciudad, estado, código postal, כתובת, עיר, रता, पता, शहर, पिन कोड',
  company: 'company, company name, employer, job title, title, industry, empresa, חברה, कंपनी',
  person: 'age, birth date, date of birth, dob, gender, sex, income, fecha de nacimiento, תאריך לידה, जन्म तिथि',
  money:
    'balance, amount, amount due, price, premium, loan amount, credit score, debt, product, plan, saldo, monto, סכום, राशि',
  lead: 'lead, lead id, leadid, lead source, lead status, lead owner, lead score, prospect, prospect id, vendor lead code, source id, rank, owner, contact owner, last contacted, next call, callback date',
} as const;

const groupOf = new Map(
  Object.entries(GROUPS).flatMap(([group, names]) =>
    names.split(',').map((name): [string, string] => [foldHeader(name), group]),
  ),
);

/** Words that only a list of people who asked has, in a header or in the name of the file. */
const REQUEST =
  /dnc|donotcall|donotcontact|optout|optedout|unsubscri|suppress|block|blacklist|stoplist|removal|revoke|nollamar|listanegra|חסימ|הסר|לאלהתקשר|अवरुद्ध/;

const EVIDENCE: ReadonlySet<ColumnField> = new Set(['expiry', 'expiryDays', 'action', 'suspended', 'disposition']);

/**
 * A sentence that says why the file looks like leads, or undefined.
 * @param fields what the columns were taken for, in order
 */
export function describeLeads(input: {
  readonly name: string;
  readonly header: readonly string[] | null;
  readonly fields: readonly ColumnField[];
}): string | undefined {
  const { name, header, fields } = input;
  if (header === null) return undefined;
  const folded = header.map(foldHeader);
  if (REQUEST.test(foldHeader(name)) || folded.some((cell) => REQUEST.test(cell))) return undefined;
  if (fields.some((field) => EVIDENCE.has(field))) return undefined;
  const found = new Map<string, string>();
  for (const [column, cell] of folded.entries()) {
    const group = groupOf.get(cell);
    if (group !== undefined && !found.has(group)) found.set(group, header[column]?.trim() ?? '');
  }
  // A reason or a date beside the numbers speaks for a list of requests, though leads may have notes too.
  const needed = fields.some((field) => field === 'reason' || field === 'date' || field === 'category') ? 3 : 2;
  const score = found.size + (fields.includes('name') ? 0.5 : 0) + (found.has('lead') ? 1 : 0);
  if (score < needed) return undefined;
  const shown = [...found.values()].slice(0, 3).map((cell) => `"${cell}"`);
  return `"${name}" looks like leads to call rather than people who asked not to be called: it has ${shown.join(', ')} and no reason or date of a request. Blocking leads keeps them from ever being called.`;
}
