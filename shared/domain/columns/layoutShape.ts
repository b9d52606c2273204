// The shape of a known layout, with or without column names.

import type { LayoutFields } from '../../words/columnFields.ts';

export interface DialerLayout {
  /** Whose layout it is. */
  readonly name: string;
  /** `leads`: people to be called, so that an import asks before it blocks them. */
  readonly kind: 'list' | 'leads';
  /** One sentence for the person: what it is, and what follows for the import. */
  readonly why: string;
  /** The field of a column by its folded header, or by its place where there is no header. */
  readonly fields: LayoutFields;
  /** Values of the disposition column that mean do-not-call there. */
  readonly requestValues?: readonly string[];
}
