// Names of columns whose digits are other things than phone numbers: ids, amounts, days, places.

import { foldHeader } from './columnAliases.ts';

const NAMES =
  /^(?:.*id|guid|uuid|zip|zipcode|postcode|postalcode|amount|balance|price|total|date.*|.*date|created.*|updated.*|modified.*|timestamp|lat|latitude|long|lng|longitude|account|accountnumber|order|ordernumber|invoice|invoicenumber)$/;

/** True if a header says that its column holds other numbers than those of phones. */
export function isOtherNumberName(header: string): boolean {
  return NAMES.test(foldHeader(header));
}
