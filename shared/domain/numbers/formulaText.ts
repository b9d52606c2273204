// STUB until merged
export function toPlainCell(text: string): string {
  return text;
}
