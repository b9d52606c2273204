/** What is said of the other desks that share a list: in the core's sentences, on the page and on the command line. */

/** In the place of a name, where it is not known whose desk it is. */
export const unknownDesk = 'another desk';

/** Who tells the vendors in the way of versions before leases; `name`: whose desk that is, or `unknownDesk`. */
export function tellVendorsAt(name: string): string {
  return name === unknownDesk
    ? 'Another desk may tell the vendors: this one tells them nothing before it has exchanged with the shared list and knows.'
    : `Vendors are told by the desk of ${name}: this one tells them nothing, because two would write to the same lists there.`;
}

/** A desk that knows more than the list is made for. */
export const upgradeWaits =
  'An upgrade of the shared list waits: this desk is newer, and works in its version. When all desks are updated, an admin runs dnc-desk hub upgrade.';
