/** What the supervisor has chosen for one scrub, as the fields of the page hold it, and its way to the contract's options and back. Pure. */
import type { ColumnField } from '../../../shared/contract/intake.ts';
import type { ScrubFound, ScrubOptions } from '../../../shared/contract/scrub.ts';

/** What a column of a lead file can be for; anything else is left alone. */
export const leadFields = [
  { value: 'phone', label: 'Phone number' },
  { value: 'areaCode', label: 'Area code' },
  { value: 'countryCode', label: 'Country code' },
  { value: 'ignore', label: 'Not looked at' },
] as const satisfies readonly { readonly value: ColumnField; readonly label: string }[];

export type LeadField = (typeof leadFields)[number]['value'];

export type ScrubDraft = {
  /** The field of every column, by its place in the file. */
  readonly fields: readonly LeadField[];
  /** For numbers without a country code; null: none. */
  readonly region: string | null;
  /** As `parseTarget` reads it; '' for anyone. */
  readonly target: string;
  /** A day, a time of the desk or an instant; '' is the present. */
  readonly at: string;
  readonly several: ScrubOptions['several'];
  readonly notCovered: ScrubOptions['notCovered'];
  readonly halves: ScrubOptions['halves'];
};

function toLeadField(field: ColumnField | undefined): LeadField {
  return leadFields.find(({ value }) => value === field)?.value ?? 'ignore';
}

/** The draft of a file as it was found, or of the options that it was last cleaned with. */
export function toDraft(found: ScrubFound, options: ScrubOptions | null, defaultRegion: string | null): ScrubDraft {
  const guessed = options === null ? found.columns : options.mapping;
  const fields = found.columns.map(({ column }) =>
    toLeadField(guessed.find((entry) => entry.column === column)?.field),
  );
  // Of a single column nobody wants anything but its numbers, however odd they look.
  if (options === null && fields.length === 1) fields[0] = 'phone';
  return {
    fields,
    region: options?.region ?? defaultRegion,
    target: options?.target ?? '',
    at: options?.at ?? '',
    several: options?.several ?? 'any',
    notCovered: options?.notCovered ?? 'block',
    halves: options?.halves ?? 'text',
  };
}

export function toOptions({ fields, region, target, at, several, notCovered, halves }: ScrubDraft) {
  return {
    mapping: fields.map((field, column) => ({ column, field })).filter(({ field }) => field !== 'ignore'),
    ...(region === null ? {} : { region }),
    ...(target === '' ? {} : { target }),
    ...(at === '' ? {} : { at }),
    several,
    notCovered,
    halves,
  };
}

/** Why the file cannot be cleaned yet, in a sentence; undefined when it can. */
export function findGap(draft: ScrubDraft): string | undefined {
  return draft.fields.includes('phone')
    ? undefined
    : 'No column is marked as the phone number. Choose the columns that hold numbers.';
}

/** Gives a column another field. Only phone numbers can stand in several. */
export function withField(draft: ScrubDraft, column: number, field: LeadField): ScrubDraft {
  const isSingle = field === 'areaCode' || field === 'countryCode';
  const fields = draft.fields.map((known, at) => {
    if (at === column) return field;
    return isSingle && known === field ? 'ignore' : known;
  });
  return { ...draft, fields };
}
