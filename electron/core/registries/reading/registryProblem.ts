/** What can be wrong with a registry's file: always one sentence, and then nothing in the file counts. */

/** Thrown while a file is read or taken over; the message is for the person. */
export class RegistryProblem extends Error {
  override readonly name: string = 'RegistryProblem';
}

/** A value of a column that tells what is listed, of which nobody has said what it means. */
export class UnexplainedValue extends RegistryProblem {
  override readonly name = 'UnexplainedValue';
  readonly column: number;
  readonly value: string;

  constructor(message: string, { column, value }: { readonly column: number; readonly value: string }) {
    super(message);
    this.column = column;
    this.value = value;
  }
}
