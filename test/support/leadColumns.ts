/** Columns of a lead file in which nothing but phone numbers is known. */
import type { LeadColumns } from '../../electron/core/scrub/leads/leadColumns.ts';

export const toPhonesOnly = (phones: readonly number[]): LeadColumns => ({
  phones,
  codes: phones.map(() => ({ areaCode: null, countryCode: null, country: null })),
  deciding: [],
  leftOut: [],
  otherNumbers: [],
  silent: [],
  ofPeople: [],
  ofRequests: [],
});
