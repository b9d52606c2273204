/**
 * Whether a file looks like leads to call rather than people not to call. Blocking a campaign's leads is the one
 * mistake that an import makes easy, so the person is asked about such a file. It is never refused, because only a
 * person can tell.
 */
import { isRequestColumn } from '../../fields.ts';
import { foldHeader, isOtherChannel } from './columnAliases.ts';
import type { ColumnField } from '../../words/columnFields.ts';
import type { DialerLayout } from './layoutShape.ts';
import { listEntries, LANGUAGES, listOfAll, namesOfAll } from '../../words/languages/lookups.ts';
import { LEAD_GROUPS, type LeadGroup } from '../../words/languages/wordShape.ts';
import { once } from '../../words/once.ts';
import { leadFileWords as say } from '../../words/domain/columns.ts';

const groupOf = once(
  (): ReadonlyMap<string, LeadGroup> =>
    new Map(
      Object.values(LANGUAGES).flatMap(({ leads }) =>
        LEAD_GROUPS.flatMap((group) =>
          listEntries(leads[group]).map((name): [string, LeadGroup] => [foldHeader(name), group]),
        ),
      ),
    ),
);

/** Words that only a list of people who asked has, in a header or in the name of the file. */
const requestParts = once(() => listOfAll(({ requestNames }) => requestNames).map(foldHeader));

/** Columns that say for each row whether it is a request: then no person is blocked just for being in the file. */
const EVIDENCE: ReadonlySet<ColumnField> = new Set<ColumnField>([
  'action',
  'suspended',
  'permission',
  'disposition',
  'flag',
  'doubtfulFlag',
  'registryFlag',
]);

/**
 * Columns that point to a list of requests, as some of an entry's own fields do (`isRequestColumn`); but files of leads
 * may also have notes and days, and policies that expire.
 */
const ENDS: ReadonlySet<ColumnField> = new Set<ColumnField>(['expiry', 'expiryDays']);

/** The kinds of columns that lead files have, each with the first column's name. */
export function findLeadGroups(header: readonly string[]): ReadonlyMap<LeadGroup, string> {
  const found = new Map<LeadGroup, string>();
  for (const cell of header) {
    const group = groupOf().get(foldHeader(cell));
    if (group !== undefined && !found.has(group)) found.set(group, cell.trim());
  }
  return found;
}

/**
 * What a column of leads is for: a day in "Opt out date" or "Blocked until" says there that the person is not to be called.
 * @param field what the column was taken for in a list
 */
export function toLeadField(field: ColumnField, name: string): ColumnField {
  const isDay = field === 'date' || field === 'expiry' || field === 'expiryDays';
  return isDay && isOfRequests(name) && !isOtherChannel(name) ? 'flag' : field;
}

/** Whether the name of a column of numbers says that they belong to people who asked: "Phone (do not call)". */
export function isOfRequestPhones(name: string): boolean {
  return isOfRequests(name) && !isOtherChannel(name);
}

/** Whether a column of this name holds names, addresses, companies or the like: words of a person's own. */
export function isOfPeople(name: string): boolean {
  const folded = foldHeader(name);
  const group = groupOf().get(folded);
  return (group !== undefined && group !== 'lead') || personNames.has(folded);
}

const personNames = namesOfAll(({ sure }) => sure.name ?? '');

/**
 * A sentence that says why the file looks like leads, or undefined.
 * @param fields what the columns were taken for, in order
 * @param dialer the layout that was recognised, if any
 */
export function describeLeads(input: {
  readonly name: string;
  readonly header: readonly string[] | null;
  readonly fields: readonly ColumnField[];
  readonly dialer?: DialerLayout | undefined;
}): string | undefined {
  const { name, header, fields, dialer } = input;
  if (dialer?.kind === 'leads') return say.looksLikeLeadsTo(name, dialer.name);
  if (header === null) return undefined;
  if (
    (isOfRequests(name) && !OF_LEADS.test(name)) ||
    header.some((cell, place) => isOfRequests(cell) && !isOtherChannel(cell) && fields[place] !== 'ignore')
  )
    return undefined;
  if (fields.some((field) => EVIDENCE.has(field))) return undefined;
  const found = findLeadGroups(header);
  const needed = fields.some(isRequestColumn) ? 3 : fields.some((field) => ENDS.has(field)) ? 2.5 : 2;
  const score = found.size + (fields.includes('name') ? 0.5 : 0) + (found.has('lead') ? 1 : 0);
  if (score < needed) return undefined;
  const shown = [...found.values()].slice(0, 3).map((cell) => `"${cell}"`);
  return say.looksLikeLeadsToCall(name, shown.join(', '));
}

/** Names of files of leads that say what was done with them: `leads_dnc_scrubbed.csv`. */
const OF_LEADS = /lead|prospect|scrub|clean|without|block \d/i;

/** Whether a name, of a column or of a file, is one that only lists of requests have. */
export function isOfRequests(name: string): boolean {
  const folded = foldHeader(name);
  return requestParts().some((part) => folded.includes(part));
}
