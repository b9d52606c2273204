/**
 * The supervisor's choices for one scrub, as the fields of the page hold them, and their way to the contract's options
 * and back. Pure.
 */
import type { ColumnField } from '../../../shared/contract/files.ts';
import type { ScrubFound, ScrubOptions } from '../../../shared/contract/scrub.ts';
import { giveField } from '../../../shared/domain/columns/mostColumns.ts';
import { scrubDraftWords as say } from '../../../shared/words/page/scrub.ts';

/**
 * What a column of a lead file can be for. In any other column numbers are looked for too, unless the person leaves it
 * out.
 */
export const leadFields = [
  { value: 'phone', label: say.phoneNumber },
  { value: 'areaCode', label: say.areaCode },
  { value: 'countryCode', label: say.countryCode },
  { value: 'country', label: say.countryOfTheNumber },
  { value: 'flag', label: say.doNotCallYesNo },
  { value: 'doubtfulFlag', label: say.doNotCallToBeExplained },
  { value: 'registryFlag', label: say.onARegistryYesNo },
  { value: 'permission', label: say.mayBeCalledYesNo },
  { value: 'disposition', label: say.howTheCallEnded },
  { value: 'action', label: say.actionAddRemove },
  { value: 'ignore', label: say.somethingElse },
  { value: 'leftOut', label: say.leaveOut },
] as const satisfies readonly { readonly value: ColumnField | 'leftOut'; readonly label: string }[];

export type LeadField = (typeof leadFields)[number]['value'];

export type ScrubDraft = {
  /** The field of every column, by its index in the file. */
  readonly fields: readonly LeadField[];
  /** The country of numbers without a country code; null: none. */
  readonly region: string | null;
  /** A target as `parseTarget` reads it; '' for any target. */
  readonly target: string;
  /** A day, a time of the desk or an instant; '' is the present. */
  readonly at: string;
  readonly several: ScrubOptions['several'];
  readonly notCovered: ScrubOptions['notCovered'];
  readonly doubtful: ScrubOptions['doubtful'];
  readonly halves: ScrubOptions['halves'];
};

function toLeadField(field: ColumnField | undefined): LeadField {
  return leadFields.find(({ value }) => value === field)?.value ?? 'ignore';
}

/** The draft of a file as it was found, or of the options with which it was last cleaned. */
export function toDraft(found: ScrubFound, options: ScrubOptions | null, defaultRegion: string | null): ScrubDraft {
  const guessed = options === null ? found.columns : options.mapping;
  const leftOut = options?.leftOut ?? found.leftOut;
  const fields = found.columns.map(({ column }) =>
    leftOut.includes(column) ? 'leftOut' : toLeadField(guessed.find((entry) => entry.column === column)?.field),
  );
  // A file with one column can only be phone numbers.
  if (options === null && fields.length === 1) fields[0] = 'phone';
  return {
    fields,
    region: options?.region ?? defaultRegion,
    target: options?.target ?? '',
    at: options?.at ?? '',
    several: options?.several ?? 'any',
    notCovered: options?.notCovered ?? 'block',
    doubtful: options?.doubtful ?? 'block',
    halves: options?.halves ?? 'text',
  };
}

export function toOptions({ fields, region, target, at, several, notCovered, doubtful, halves }: ScrubDraft) {
  return {
    mapping: fields.flatMap((field, column) => (field === 'ignore' || field === 'leftOut' ? [] : [{ column, field }])),
    leftOut: fields.flatMap((field, column) => (field === 'leftOut' ? [column] : [])),
    ...(region === null ? {} : { region }),
    ...(target === '' ? {} : { target }),
    ...(at === '' ? {} : { at }),
    several,
    notCovered,
    doubtful,
    halves,
  };
}

/** Why the file cannot be cleaned yet, in a sentence; undefined when it can. */
export function findGap(draft: ScrubDraft): string | undefined {
  return draft.fields.includes('phone') ? undefined : say.noColumnIsMarked;
}

/** Gives a column another field. A row has one country, area code and country code, unless it has several phones. */
export function withField(draft: ScrubDraft, column: number, field: LeadField): ScrubDraft {
  return { ...draft, fields: giveField(draft.fields, column, field) };
}
