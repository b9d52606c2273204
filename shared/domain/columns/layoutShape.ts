// The shape of a known layout, with or without column names.

import type { LayoutFields } from '../../words/columnFields.ts';

export interface DialerLayout {
  /** The product whose layout this is. */
  readonly name: string;
  /** `leads`: people who are to be called, so that an import asks before it blocks them. */
  readonly kind: 'list' | 'leads';
  /** One sentence for the person: what it is, and what that means for the import. */
  readonly why: string;
  /** The field of a column by its folded header, or by its index where there is no header. */
  readonly fields: LayoutFields;
  /** The values of the disposition column that mean do-not-call in this layout. */
  readonly requestValues?: readonly string[];
}
