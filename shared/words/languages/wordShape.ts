/**
 * The shape of one language's words for columns and their values. The files beside this one hold nothing but such data;
 * lookups.ts reads them. Each text is a list with commas between; case, accents and punctuation do not matter.
 */
import type { ChoiceOf, FieldOf } from '../../fields.ts';
import type { NamedField } from '../columnFields.ts';

export type HeaderNames = Readonly<Partial<Record<NamedField, string>>>;

/** What columns beside the number tell of people to be called rather than people who asked not to be. */
export const LEAD_GROUPS = ['email', 'address', 'company', 'person', 'money', 'lead'] as const;
export type LeadGroup = (typeof LEAD_GROUPS)[number];

export interface LanguageWords {
  /** Names of columns whose name alone decides. Of two columns for a single field, the earlier name is taken. */
  readonly sure: HeaderNames;
  /** Names that are used for other things too: the cells must agree. */
  readonly unsure: HeaderNames;
  /** Unsure phone names: columns that may hold the company's own line, or a running number. */
  readonly ownLines: string;
  /** Words that make a longer name one of a phone column: `Best phone (day)`. */
  readonly phoneWords: string;
  /** Words that make such a name something else: `Phone type`. */
  readonly besidePhone: string;
  /** Words that make a longer name with "do not call" in it no answer to whether: `Do not call reason`. */
  readonly besideFlag: string;
  /** Words that leave such a name the same question, with the same yes and no: `DNC status`. Any other word may turn it round. */
  readonly neutralBesideFlag: string;
  /** What the cells of a column that holds one of a field's few values say, by the value. */
  readonly choices: { readonly [F in FieldOf<'choice'>]?: Readonly<Record<ChoiceOf<F>, string>> };
  /** Names of columns of digits that are no phone numbers. */
  readonly otherNumbers: string;
  /** Words that make a name one of those wherever they stand in it: `Salesforce record id`. */
  readonly otherNumberWords: string;
  /** Ways to reach a person other than by calling: an opt-out of these says nothing about calls. */
  readonly otherChannels: string;
  /** Ways by the same number that are no calls; an opt-out of these counts only where no other column says it. */
  readonly textChannels: string;
  readonly yes: string;
  readonly no: string;
  /** Single words of a given permission, and of one that is refused or gone; beside them stand negations and channels. */
  readonly granted: string;
  readonly refused: string;
  /** What a registry or a wash answers for a number that is on it, and for one that is not. */
  readonly listed: string;
  readonly notListed: string;
  /** What a change list says of a number that is put on, or taken off. */
  readonly add: string;
  readonly remove: string;
  /** Phrases that say, wherever they stand in a status, that the person is not to be called. */
  readonly asked: string;
  /** Such words that say so only as the whole value. */
  readonly askedAlone: string;
  /** Phrases that say that a person may be called again; as the whole value in `releasedAlone`. */
  readonly released: string;
  readonly releasedAlone: string;
  /** Outcomes of calls and statuses of contacts, as whole values, that say neither. */
  readonly outcomes: string;
  /** Words before a phrase that turn it round: not on DNC. */
  readonly negations: string;
  /** Words after a phrase that limit it: do not call before five. */
  readonly limits: string;
  /** Words beside a request that say that it holds no more, or never did: opt-out reversed. */
  readonly undone: string;
  /** Short words that may stand between a negation and what it turns round: not on the DNC. */
  readonly fillers: string;
  /** Answers of a check against a list, beside the list's name: DNC clean; and those that leave it open: DNC check. */
  readonly checkPassed: string;
  readonly checkOpen: string;
  /** What a column of suspended blocks says of one that holds. */
  readonly inForce: string;
  /** Words that make "DNC" a fact of a registry and no request. */
  readonly registries: string;
  readonly leads: Readonly<Record<LeadGroup, string>>;
  /** Parts of headers and of file names that only a list of people who asked has. */
  readonly requestNames: string;
  /** What stands before or after a number in its cell. */
  readonly labels: string;
  /** Words between two numbers of one cell. */
  readonly between: string;
}
