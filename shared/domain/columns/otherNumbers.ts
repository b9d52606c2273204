// STUB until merged
export function isOtherNumberName(header: string): boolean {
  return /\bid\b|account|order|amount|date|zip/i.test(header);
}
