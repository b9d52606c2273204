/**
 * Whether a record at a vendor may be removed because nothing here asks for it any more. That takes knowledge: the record
 * is our own, or a person's act was about this very record.
 */
export type Claim =
  /** We made this record. */
  | 'ours'
  /** A person's act was about this record. */
  | 'named'
  /** A person's act was about the record that was there then; the one that is there now is another. */
  | 'another'
  /** It was there before us, or nobody knows; and no act names it. */
  | 'none';

/** Whether that is enough to remove the record. */
export function mayRemove(claim: Claim): boolean {
  return claim === 'ours' || claim === 'named';
}
